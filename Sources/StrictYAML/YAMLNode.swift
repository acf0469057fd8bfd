// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

internal import Yams

/// A node of a YAML document that knows where it stands, and refuses what nobody asked for.
package struct YAMLNode: Sendable {
    private enum Content: Sendable {
        case scalar(text: String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    private let content: Content
    package let file: String
    package let line: Int?
    package let column: Int?

    /// Parses one document. An empty document is an empty mapping.
    package init(parsing text: String, file: String) throws(DocumentError) {
        let root: Yams.Node?
        do {
            // Tags are not read, so that resolving them by regular expression is work for nothing.
            root = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch {
            throw Self.syntaxError(error, file: file)
        }
        guard let root else {
            self.init(content: .mapping([]), file: file, line: nil, column: nil)
            return
        }
        try self.init(root, file: file)
    }

    /// The scalar's text.
    package func string() throws(DocumentError) -> String {
        guard case .scalar(let text, _) = content else { throw error(.wrongType, "expected text") }
        return text
    }

    /// The scalar as a whole number.
    package func integer() throws(DocumentError) -> Int {
        guard case .scalar(let text, true) = content, let value = Int(text) else {
            throw error(.wrongType, "expected a whole number")
        }
        return value
    }

    /// The scalar as a number.
    package func double() throws(DocumentError) -> Double {
        guard case .scalar(let text, true) = content, let value = Double(text), value.isFinite else {
            throw error(.wrongType, "expected a number")
        }
        return value
    }

    /// The scalar as `true` or `false`.
    package func boolean() throws(DocumentError) -> Bool {
        guard case .scalar(let text, true) = content, let value = Bool(text) else {
            throw error(.wrongType, "expected true or false")
        }
        return value
    }

    /// The elements of a sequence.
    package func elements() throws(DocumentError) -> [YAMLNode] {
        guard case .sequence(let nodes) = content else { throw error(.wrongType, "expected a list") }
        return nodes
    }

    /// A list of texts; a single text counts as a list of one.
    package func strings() throws(DocumentError) -> [String] {
        if case .scalar(let text, _) = content { return [text] }
        var texts: [String] = []
        for node in try elements() { texts.append(try node.string()) }
        return texts
    }

    /// The pairs of a mapping whose keys are free names.
    package func pairs() throws(DocumentError) -> [(key: String, value: YAMLNode)] {
        guard case .mapping(let nodes) = content else { throw error(.wrongType, "expected a mapping") }
        var pairs: [(key: String, value: YAMLNode)] = []
        var seen: Set<String> = []
        for (key, value) in nodes {
            let name = try key.string()
            guard seen.insert(name).inserted else { throw key.error(.duplicateKey, "the key \(name) stands twice") }
            pairs.append((name, value))
        }
        return pairs
    }

    /// A mapping whose keys are known: any other key is an error that names the nearest known one.
    package func mapping(keys known: [String]) throws(DocumentError) -> YAMLMapping {
        guard case .mapping(let nodes) = content else { throw error(.wrongType, "expected a mapping") }
        var values: [String: YAMLNode] = [:]
        for (key, value) in nodes {
            let name = try key.string()
            guard known.contains(name) else { throw key.error(.unknownKey, Self.unknown(name, among: known)) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw key.error(.duplicateKey, "the key \(name) stands twice")
            }
        }
        return YAMLMapping(node: self, values: values)
    }

    /// Whether the node is `null`, `~` or empty.
    package var isNull: Bool {
        guard case .scalar(let text, true) = content else { return false }
        return ["", "~", "null"].contains(text)
    }

    /// An error at this node's place. `expectation` must not hold a value of the document.
    package func error(_ code: DocumentError.Code, _ expectation: String) -> DocumentError {
        DocumentError(code: code, file: file, line: line, column: column, expectation: expectation)
    }

    /// Says which of `known` a misspelt name may have meant.
    package static func unknown(_ name: String, among known: [String]) -> String {
        "unknown key \(name); \(suggestion(for: name, among: known))"
    }

    /// The known name nearest to a misspelt one, or all of them when none is near: the end of an error's sentence.
    package static func suggestion(for name: String, among known: [String]) -> String {
        let nearest = known.min { distance($0, name) < distance($1, name) }
        if let nearest, distance(nearest, name) <= max(2, name.utf8.count / 3) { return "did you mean \(nearest)?" }
        return "expected one of \(known.sorted().joined(separator: ", "))"
    }

    private init(content: Content, file: String, line: Int?, column: Int?) {
        self.content = content
        self.file = file
        self.line = line
        self.column = column
    }

    private init(_ node: Yams.Node, file: String) throws(DocumentError) {
        let mark = node.mark
        let content: Content
        switch node {
        case .scalar(let scalar):
            content = .scalar(text: scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            for element in sequence { nodes.append(try YAMLNode(element, file: file)) }
            content = .sequence(nodes)
        case .mapping(let mapping):
            var nodes: [(key: YAMLNode, value: YAMLNode)] = []
            for (key, value) in mapping {
                nodes.append((try YAMLNode(key, file: file), try YAMLNode(value, file: file)))
            }
            content = .mapping(nodes)
        case .alias:
            throw DocumentError(
                code: .syntax, file: file, line: mark?.line, column: mark?.column, expectation: "aliases are not read")
        }
        self.init(content: content, file: file, line: mark?.line, column: mark?.column)
    }

    private static func syntaxError(_ error: any Error, file: String) -> DocumentError {
        guard let yaml = error as? YamlError else {
            return DocumentError(code: .syntax, file: file, expectation: "not a YAML document")
        }
        switch yaml {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return DocumentError(
                code: .syntax, file: file, line: mark.line, column: mark.column, expectation: "not YAML: \(problem)")
        case .duplicatedKeysInMapping:
            return DocumentError(code: .duplicateKey, file: file, expectation: "a key stands twice in one mapping")
        default:
            return DocumentError(code: .syntax, file: file, expectation: "not a YAML document")
        }
    }

    /// Levenshtein distance; names are short.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}

/// The values of a mapping whose keys were checked.
package struct YAMLMapping: Sendable {
    /// The mapping itself, for errors about it as a whole.
    package let node: YAMLNode
    private let values: [String: YAMLNode]

    init(node: YAMLNode, values: [String: YAMLNode]) {
        self.node = node
        self.values = values
    }

    /// The value of an optional key; `nil` when absent or null.
    package func optional(_ key: String) -> YAMLNode? {
        guard let value = values[key], !value.isNull else { return nil }
        return value
    }

    /// The value of a required key.
    package func required(_ key: String) throws(DocumentError) -> YAMLNode {
        guard let value = optional(key) else { throw node.error(.missingKey, "the key \(key) is missing") }
        return value
    }
}
