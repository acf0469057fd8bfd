// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A dictionary file as it is written; `Recognizer` is what is made of it.
struct RecognizerDocument {
    struct Check {
        let node: YAMLNode
        /// The name of a validator of code; `nil` where the check is written out.
        let name: YAMLNode?
        let declared: Validator?
        let acceptRate: Double
        /// Log-odds when it fails; `nil`: written as `fail: reject`.
        let penalty: Double?
    }

    struct Pattern {
        let node: YAMLNode
        let name: String
        let regex: YAMLNode?
        let words: [YAMLNode]
        let scanner: YAMLNode?
        let variant: YAMLNode?
        let digits: DigitCounts?
        let literals: [String]
        let near: [String]
        let isCaseless: Bool
        let edges: Edges?
        let reportsOverlaps: Bool
        let prior: Double
        let strength: YAMLNode?
        let checks: [Check]?
    }

    /// What may stand around a match.
    enum Edges: String, CaseIterable {
        /// No digit, Latin letter or joining dot or hyphen: never a part of a longer number.
        case number
        /// No letter or digit of any script.
        case word
        /// Anything.
        case open
    }

    let node: YAMLNode
    let id: YAMLNode
    let entity: YAMLNode
    let status: YAMLNode
    let checks: [Check]
    let patterns: [Pattern]
    let reach: Int
    let context: [ContextTerm]
    let fields: [ContextTerm]
    let joint: [YAMLNode]
    let validExamples: [YAMLNode]
    let invalidExamples: [YAMLNode]

    private static let fieldWeight = 5.0
    private static let weightPerFurtherWord = 0.7

    /// `any`, and the languages (ISO 639-1) in which people write the documents of the countries covered.
    private static let contextLanguages = [
        "any", "ru", "en", "ar", "az", "be", "bg", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "ga", "he", "hr",
        "hu", "hy", "is", "it", "ka", "kk", "ky", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq",
        "sr", "sv", "tg", "tk", "tr", "uk", "ur", "uz",
    ]

    init(_ root: YAMLNode) throws(DocumentError) {
        let keys = try root.mapping(keys: [
            "id", "entity", "about", "status", "source", "checks", "patterns", "context", "fields", "joint",
            "examples",
        ])
        node = root
        id = try keys.required("id")
        entity = try keys.required("entity")
        status = try keys.required("status")
        _ = try keys.required("about").string()
        _ = try keys.required("source").strings()
        checks = try Self.checks(keys.optional("checks")) ?? []
        var patterns: [Pattern] = []
        for pattern in try keys.required("patterns").elements() { patterns.append(try Self.pattern(pattern)) }
        self.patterns = patterns
        (reach, context) = try Self.context(keys.optional("context"))
        fields = try Self.fields(keys.optional("fields"))
        joint = try keys.optional("joint")?.elements() ?? []
        let examples = try keys.required("examples").mapping(keys: ["valid", "invalid"])
        validExamples = try examples.required("valid").elements()
        invalidExamples = try examples.required("invalid").elements()
    }

    private static func checks(_ node: YAMLNode?) throws(DocumentError) -> [Check]? {
        guard let node else { return nil }
        var checks: [Check] = []
        for element in try node.elements() {
            let keys = try element.mapping(keys: ["name", "accept", "fail"] + DeclaredCheck.keys)
            let written = (["name"] + DeclaredCheck.keys).filter { keys.optional($0) != nil }
            guard written.count == 1 else {
                throw element.error(
                    .missingKey, "a check has one of name, \(DeclaredCheck.keys.joined(separator: ", "))")
            }
            let acceptRate = try keys.required("accept").double()
            guard acceptRate > 0, acceptRate <= 1 else {
                throw try keys.required("accept").error(.invalidValue, "a share is above 0 and at most 1")
            }
            checks.append(
                Check(
                    node: element, name: keys.optional("name"), declared: try DeclaredCheck.validator(keys),
                    acceptRate: acceptRate, penalty: try penalty(keys.required("fail"))))
        }
        return checks
    }

    private static func penalty(_ node: YAMLNode) throws(DocumentError) -> Double? {
        if try node.string() == "reject" { return nil }
        let value = try node.double()
        guard value <= 0 else { throw node.error(.invalidValue, "expected reject, or log-odds of at most 0") }
        return value
    }

    private static func pattern(_ node: YAMLNode) throws(DocumentError) -> Pattern {
        let keys = try node.mapping(keys: [
            "name", "regex", "words", "scanner", "variant", "digits", "literals", "near", "caseless", "edges", "overlaps",
            "prior", "strength", "checks",
        ])
        let sources = ["regex", "words", "scanner"].filter { keys.optional($0) != nil }
        guard sources.count == 1 else {
            throw node.error(.missingKey, "a pattern has one of regex, words and scanner")
        }
        return Pattern(
            node: node, name: try keys.required("name").string(), regex: keys.optional("regex"),
            words: try keys.optional("words")?.elements() ?? [], scanner: keys.optional("scanner"),
            variant: keys.optional("variant"), digits: try keys.optional("digits").map { (node) throws(DocumentError) in try DigitCounts(node) },
            literals: try keys.optional("literals")?.strings() ?? [],
            near: try keys.optional("near")?.strings() ?? [],
            isCaseless: try keys.optional("caseless")?.boolean() ?? false,
            edges: try edges(keys.optional("edges")),
            reportsOverlaps: try keys.optional("overlaps")?.boolean() ?? false,
            prior: try keys.required("prior").double(), strength: keys.optional("strength"),
            checks: try checks(keys.optional("checks")))
    }

    private static func edges(_ node: YAMLNode?) throws(DocumentError) -> Edges? {
        guard let node else { return nil }
        guard let edges = Edges(rawValue: try node.string()) else {
            throw node.error(.invalidValue, YAMLNode.unknown("", among: Edges.allCases.map(\.rawValue)))
        }
        return edges
    }

    private static func context(_ node: YAMLNode?) throws(DocumentError) -> (reach: Int, terms: [ContextTerm]) {
        guard let node else { return (0, []) }
        let keys = try node.mapping(keys: ["reach"] + contextLanguages)
        var terms: [ContextTerm] = []
        for language in contextLanguages {
            for (phrase, weight) in try keys.optional(language)?.pairs() ?? [] {
                terms.append(try ContextTerm(phrase, weight: weight.double(), at: weight))
            }
        }
        let reach = try keys.required("reach").integer()
        guard (1...20).contains(reach) else {
            throw try keys.required("reach").error(.invalidValue, "a reach is 1 to 20 words")
        }
        return (reach, terms)
    }

    private static func fields(_ node: YAMLNode?) throws(DocumentError) -> [ContextTerm] {
        guard let node else { return [] }
        let keys = try node.mapping(keys: ["weight", "names"])
        let weight = try keys.optional("weight")?.double() ?? fieldWeight
        var terms: [ContextTerm] = []
        for name in try keys.required("names").elements() {
            // «kg pin» says more than «pin», which others know as well.
            let words = try name.string().split(separator: " ").count
            terms.append(
                try ContextTerm(name.string(), weight: weight + weightPerFurtherWord * Double(words - 1), at: name))
        }
        return terms
    }
}
