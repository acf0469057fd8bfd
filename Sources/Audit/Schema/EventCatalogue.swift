// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// The events that exist (`compliance/events.yaml`): a code that is not here cannot be written.
package struct EventCatalogue: Sendable {
    /// What the catalogue says about one code.
    package struct Entry: Sendable, Equatable {
        /// The dotted name, such as `request.decided`.
        package let type: String
        /// What happened, for a reader.
        package let meaning: String
        /// The articles and orders that ask for such a record.
        package let law: [String]
        /// The last word of the type: what was done.
        package let action: String

        fileprivate init(type: String, meaning: String, law: [String]) {
            self.type = type
            self.meaning = meaning
            self.law = law
            action = String(type.split(separator: ".").last ?? "")
        }
    }

    private let entries: [AuditCode: Entry]

    /// Reads and checks the catalogue: the shape of each code and type, no type twice, a meaning and a law for each,
    /// and every code that the log writes by itself.
    package init(yaml: String, file: String) throws(DocumentError) {
        let document = try YAMLNode(parsing: yaml, file: file).mapping(keys: ["version", "events"])
        let version = try document.required("version")
        guard try version.integer() == 1 else { throw version.error(.invalidValue, "expected version 1") }
        let events = try document.required("events")
        var entries: [AuditCode: Entry] = [:]
        var types: Set<String> = []
        for (name, node) in try events.pairs() {
            guard Self.isCode(name) else {
                throw node.error(.invalidValue, "a code is three letters, three digits and I, W or E")
            }
            let entry = try Self.entry(node)
            guard types.insert(entry.type).inserted else { throw node.error(.invalidValue, "the type stands twice") }
            entries[AuditCode(rawValue: name)] = entry
        }
        for code in AuditCode.writtenByTheLog where entries[code] == nil {
            throw events.error(.missingKey, "the key \(code.rawValue) is missing")
        }
        self.entries = entries
    }

    /// What the catalogue says about a code; `nil` for a code it does not have.
    package subscript(code: AuditCode) -> Entry? { entries[code] }

    /// Every code, in order.
    package var codes: [AuditCode] { entries.keys.sorted { $0.rawValue < $1.rawValue } }

    /// Whether a text has the shape of a code: three letters A–Z, three digits, and I, W or E.
    static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 7
            && bytes[..<3].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            && bytes[3..<6].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && "IWE".utf8.contains(bytes[6])
    }

    /// Whether a text is two words of lower-case letters and underscores with a dot between.
    static func isType(_ text: String) -> Bool {
        let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.count == 2 && text.utf8.count <= 64
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.allSatisfy {
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
                    }
            }
    }

    private static func entry(_ node: YAMLNode) throws(DocumentError) -> Entry {
        let mapping = try node.mapping(keys: ["type", "meaning", "law"])
        let type = try mapping.required("type").string()
        guard isType(type) else { throw node.error(.invalidValue, "a type is two lower-case words with a dot") }
        let meaning = try mapping.required("meaning").string()
        let law = try mapping.required("law").strings()
        guard !meaning.isEmpty, !law.isEmpty else { throw node.error(.invalidValue, "expected a meaning and a law") }
        return Entry(type: type, meaning: meaning, law: law)
    }
}
