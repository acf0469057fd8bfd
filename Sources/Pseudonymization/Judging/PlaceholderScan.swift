// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore

/// Finds what a model wrote where a token belongs: a type's label or name between brackets («[PERSON]», «[имя 2]»), and a
/// label with a piece of a body that no token of the request has («PERSON_7K2M»).
struct PlaceholderScan: Sendable {
    private let labels: Set<[UInt8]>
    /// What stands between brackets without any number behind it: folded, in lower case.
    private let names: Set<[UInt8]>
    private let view: RestoreView

    /// More than any name in brackets has.
    private static let longest = 64
    /// A piece of a body, or one with a character too many.
    private static let bodyLengths = 1...12

    /// - Parameter types: those whose placeholders are looked for.
    init(_ types: some Collection<EntityType>, _ catalog: EntityCatalog, _ phrases: AnswerPhrases, view: RestoreView) {
        let descriptors = types.compactMap { catalog[$0] }
        labels = Set(descriptors.map { Array($0.label.text.utf8) })
        var names: Set<[UInt8]> = []
        for descriptor in descriptors {
            let own = [descriptor.label.text, descriptor.canonicalLabel] + descriptor.names.values
            names.formUnion(own.map { AnswerPhrases.normalized(Array($0.utf8)) })
            names.formUnion(phrases.placeholders[descriptor.type] ?? [])
        }
        self.names = names
        self.view = view
    }

    /// Each that stands in a text, by its name without a number, as often as it stands there.
    func placeholders(in text: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "["), let (name, end) = bracketed(at: index, in: text) {
                found.append(name)
                index = end
            } else if TokenGrammar.isLetter(byte), index == 0 || !ASCII.isAlphanumeric(text[index - 1]) {
                let (name, end) = bare(at: index, in: text)
                if let name { found.append(name) }
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// A name in brackets; not the text of a link of Markdown.
    private func bracketed(at start: Int, in text: [UInt8]) -> (name: [UInt8], end: Int)? {
        let reach = min(text.count, start + 1 + Self.longest)
        guard let close = text[start + 1..<reach].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        guard close + 1 == text.count || text[close + 1] != UInt8(ascii: "(") else { return nil }
        let inner = text[start + 1..<close]
        guard !inner.contains(UInt8(ascii: "[")), !inner.contains(UInt8(ascii: "\n")) else { return nil }
        let name = Self.withoutNumber(AnswerPhrases.normalized(Array(inner)))
        return names.contains(name) ? (name, close + 1) : nil
    }

    /// A label with what follows it; `end` is behind the letters at least.
    private func bare(at start: Int, in text: [UInt8]) -> (name: [UInt8]?, end: Int) {
        let letters = text[start...].prefix(while: TokenGrammar.isLetter)
        guard labels.contains(Array(letters)) else { return (nil, letters.endIndex) }
        var body = text[letters.endIndex...]
        if body.first == UInt8(ascii: "\\") { body = body.dropFirst() }
        guard body.first == UInt8(ascii: "_") else { return (nil, letters.endIndex) }
        let run = body.dropFirst().prefix(while: ASCII.isAlphanumeric)
        // Without a digit it is somebody's constant, such as PERSON_ID.
        guard Self.bodyLengths.contains(run.count), run.contains(where: ASCII.isDigit), !isIssued(letters, run) else {
            return (nil, run.endIndex)
        }
        return (AnswerPhrases.normalized(Array(text[start..<run.endIndex])), run.endIndex)
    }

    /// Whether it is a token of the request that a rule left as it is.
    private func isIssued(_ label: ArraySlice<UInt8>, _ run: ArraySlice<UInt8>) -> Bool {
        guard let label = TokenLabel(String(decoding: label, as: UTF8.self)),
            let token = Token(
                label: label,
                body: String(decoding: run.prefix(TokenGrammar.bodyLength).map(ASCII.uppercased), as: UTF8.self))
        else { return false }
        return view[token] != nil
    }

    /// «[Person 2]» and «[person_2]» are one name.
    private static func withoutNumber(_ name: [UInt8]) -> [UInt8] {
        let separators = Array(" _-#".utf8)
        let rest = name.reversed().drop { ASCII.isDigit($0) || separators.contains($0) }
        return Array(Array(rest.reversed()).drop { $0 == UInt8(ascii: " ") })
    }
}
