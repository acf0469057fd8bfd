// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// Writes the members of a record as canonical JSON, each checked against its grammar as it is written: two records go
/// with every request, so no tree of values stands between an event and its bytes.
///
/// Members are written in the order of their names, as canonical JSON has them. What the log adds later (`EnvelopeMember`)
/// has its places marked as they are passed. No text is escaped: every grammar is of characters that need no escape.
struct RecordWriter {
    /// The members, each with a comma before it.
    private(set) var bytes: [UInt8] = []
    /// For each member of the envelope where it belongs.
    private var places: [Int] = []
    private var depth = 0
    /// The member without which the record makes no sense, until it is written.
    private var missing: String?

    init(needing name: String? = nil) {
        missing = name
        bytes.reserveCapacity(1024)
        places.reserveCapacity(EnvelopeMember.allCases.count)
    }

    /// What was written. Throws the path of a member that is needed and is not there.
    consuming func draft(_ code: AuditCode, _ request: RequestID?) throws(FieldViolation) -> RecordDraft {
        if let missing { throw FieldViolation(path: missing) }
        return ownDraft(code, request)
    }

    /// The same for a record of the log's own, which is of no request.
    consuming func ownDraft(_ code: AuditCode, _ request: RequestID? = nil) -> RecordDraft {
        let rest = EnvelopeMember.names.count - places.count
        return RecordDraft(
            code: code, request: request, bytes: bytes, places: places + repeatElement(bytes.count, count: rest))
    }

    /// A text that comes from outside this module.
    mutating func text(_ name: String, _ text: String, _ grammar: FieldGrammar) throws(FieldViolation) {
        guard grammar.allows(text: text) else { throw FieldViolation(path: name) }
        word(name, text)
    }

    /// The same, where there is one.
    mutating func text(_ name: String, _ text: String?, _ grammar: FieldGrammar) throws(FieldViolation) {
        if let text { try self.text(name, text, grammar) }
    }

    /// A text that the schema allows by where it comes from: one of an enumeration, of the catalogue, or made here.
    mutating func word(_ name: String, _ text: String) {
        begin(name)
        bytes.append(.quote)
        bytes += text.utf8
        bytes.append(.quote)
    }

    mutating func truth(_ name: String, _ truth: Bool) {
        begin(name)
        bytes += (truth ? "true" : "false").utf8
    }

    mutating func count(_ name: String, _ number: Int, from least: Int = 0) throws(FieldViolation) {
        guard number >= least, number <= FieldGrammar.largestCount else { throw FieldViolation(path: name) }
        self.number(name, number)
    }

    /// A number that is a count by where it comes from.
    mutating func number(_ name: String, _ number: Int) {
        begin(name)
        bytes += String(number).utf8
    }

    /// Counts by entity type.
    mutating func counts(_ name: String, _ counts: [EntityType: Int]) throws(FieldViolation) {
        guard counts.keys.allSatisfy({ FieldGrammar.isTypeName($0.rawValue) }) else { throw FieldViolation(path: name) }
        try self.counts(name, checked: counts.map { ($0.key.rawValue, $0.value) })
    }

    /// Counts by one of a closed list of words.
    mutating func counts(_ name: String, _ counts: [String: Int], by words: [String]) throws(FieldViolation) {
        guard counts.keys.allSatisfy(words.contains) else { throw FieldViolation(path: name) }
        try self.counts(name, checked: counts.map { ($0.key, $0.value) })
    }

    private mutating func counts(_ name: String, checked counts: [(key: String, count: Int)]) throws(FieldViolation) {
        guard counts.count <= FieldGrammar.mostCounts else { throw FieldViolation(path: name) }
        begin(name)
        open()
        for (key, count) in counts.count > 1 ? counts.sorted(by: { $0.key < $1.key }) : counts {
            guard (try? self.count(key, count)) != nil else { throw FieldViolation(path: name) }
        }
        close()
    }

    /// Up to 64 configured names.
    mutating func names(_ name: String, _ names: [String]) throws(FieldViolation) {
        guard names.count <= FieldGrammar.mostNames, names.allSatisfy(FieldGrammar.isConfiguredName) else {
            throw FieldViolation(path: name)
        }
        begin(name)
        bytes.append(.openingBracket)
        for (index, name) in names.enumerated() {
            if index > 0 { bytes.append(.comma) }
            bytes.append(.quote)
            bytes += name.utf8
            bytes.append(.quote)
        }
        bytes.append(.closingBracket)
    }

    /// An object of the members that `body` writes.
    mutating func object(
        _ name: String, _ body: (inout RecordWriter) throws(FieldViolation) -> Void
    ) throws(FieldViolation) {
        begin(name)
        open()
        do throws(FieldViolation) {
            try body(&self)
        } catch {
            throw FieldViolation(path: "\(name).\(error.path)")
        }
        close()
    }

    /// The same for members that need no check.
    mutating func object(_ name: String, _ body: (inout RecordWriter) -> Void) {
        begin(name)
        open()
        body(&self)
        close()
    }

    /// A member of a record that is written seldom, by way of a value.
    mutating func value(_ name: String, _ value: JSONValue, _ grammar: FieldGrammar) throws(FieldViolation) {
        try grammar.check(value, at: name)
        begin(name)
        bytes += value.canonicalBytes()
    }

    private mutating func begin(_ name: String) {
        if depth == 0 {
            while places.count < EnvelopeMember.names.count, EnvelopeMember.names[places.count] < name {
                places.append(bytes.count)
            }
            if missing == name { missing = nil }
        }
        if bytes.last != .openingBrace { bytes.append(.comma) }
        bytes.append(.quote)
        bytes += name.utf8
        bytes.append(.quote)
        bytes.append(.colon)
    }

    private mutating func open() {
        bytes.append(.openingBrace)
        depth += 1
    }

    private mutating func close() {
        bytes.append(.closingBrace)
        depth -= 1
    }
}

extension UInt8 {
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let openingBrace = UInt8(ascii: "{")
    fileprivate static let closingBrace = UInt8(ascii: "}")
    fileprivate static let openingBracket = UInt8(ascii: "[")
    fileprivate static let closingBracket = UInt8(ascii: "]")
}
