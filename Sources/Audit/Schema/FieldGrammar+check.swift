// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

extension FieldGrammar {
    /// The largest whole number of a record: 2⁵³−1.
    static let largestCount = JSONValue.interoperableIntegers.upperBound
    /// How many different keys an object of counts may have.
    static let mostCounts = 128
    /// How many names may stand in a list.
    static let mostNames = 64

    /// Throws the path of the first field whose value is outside its grammar.
    func check(_ value: JSONValue, at path: String) throws(FieldViolation) {
        switch (self, value) {
        case (.object(let fields), .object(let members)): try Self.check(members, against: fields, at: path)
        case (.countsByType, .object(let members)):
            guard members.allSatisfy({ Self.isTypeName($0.0) }) else { throw FieldViolation(path: path) }
            try Self.checkCounts(members, at: path)
        case (.countsByWord(let words), .object(let members)):
            guard members.allSatisfy({ words.contains($0.0) }) else { throw FieldViolation(path: path) }
            try Self.checkCounts(members, at: path)
        case (.names, .array(let names)):
            guard names.count <= Self.mostNames else { throw FieldViolation(path: path) }
            for name in names { try FieldGrammar.configured.check(name, at: path) }
        default:
            guard allows(value) else { throw FieldViolation(path: path) }
        }
    }

    /// Checks that every member is a known field with a value of its grammar, and that no required field is absent.
    static func check(
        _ members: [(String, JSONValue)], against fields: [RecordField], at path: String
    ) throws(FieldViolation) {
        var known = 0
        for field in fields {
            if let value = members.first(where: { $0.0 == field.name })?.1 {
                known += 1
                // The path is put together where it is needed: seldom.
                do throws(FieldViolation) {
                    try field.grammar.check(value, at: field.name)
                } catch {
                    throw FieldViolation(path: path.isEmpty ? error.path : "\(path).\(error.path)")
                }
            } else if field.isRequired {
                throw FieldViolation(path: path.isEmpty ? field.name : "\(path).\(field.name)")
            }
        }
        // A key that is not in the schema is not repeated: it could be anything.
        guard known == members.count else { throw FieldViolation(path: path.isEmpty ? "record" : path) }
    }

    private static func checkCounts(_ members: [(String, JSONValue)], at path: String) throws(FieldViolation) {
        guard members.count <= mostCounts else { throw FieldViolation(path: path) }
        for (_, value) in members { try FieldGrammar.count(from: 0).check(value, at: path) }
    }

    private func allows(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.one, .integer(let number)): number == 1
        case (.count(let least), .integer(let number)): number >= Int64(least) && number <= Self.largestCount
        case (.boolean, .boolean): true
        case (_, .string(let text)): allows(text: text)
        default: false
        }
    }

    /// Whether a text may stand here.
    func allows(text: String) -> Bool {
        switch self {
        case .word(let words): words.contains(text)
        case .time: Timestamp(text) != nil
        case .hash: text.utf8.count == 64 && text.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        case .identifier: UUIDv7.isValid(text)
        case .reference: KeyedReferences.isReference(text)
        case .code: EventCatalogue.isCode(text)
        case .type: EventCatalogue.isType(text)
        case .country: Self.isCountry(text)
        case .configured: Self.isConfiguredName(text)
        case .path: AuditSchema.paths.contains(text)
        default: false
        }
    }
}

extension FieldGrammar {
    /// Whether a text may stand where a configured name is asked for: upstream, provider, model, tenant, rule, purpose.
    ///
    /// 1 to 128 ASCII letters, digits and `._:/+-=*`. No space and no `@`, so that neither a sentence nor an e-mail
    /// address fits; no more than 8 digits in a row, nor 10 with marks between them, so that no phone, card, SNILS or
    /// passport number fits while a model's date does (`gpt-4.1-2025-04-14`). Configuration is checked with this at
    /// start, so that a name is not first refused when a request needs it.
    package static func isConfiguredName(_ text: String) -> Bool {
        ConfiguredName.isValid(text, upTo: 128, marks: "._:/+-=*")
    }

    /// An entity type's name: 2 to 40 of A–Z, `_` and at most three digits, a letter first.
    static func isTypeName(_ text: String) -> Bool {
        guard (2...40).contains(text.utf8.count), let first = text.utf8.first, isUpperCase(first) else { return false }
        var digits = 0
        for byte in text.utf8 where !isUpperCase(byte) && byte != UInt8(ascii: "_") {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
            digits += 1
        }
        return digits <= 3
    }

    private static func isCountry(_ text: String) -> Bool {
        (2...8).contains(text.utf8.count) && text.utf8.allSatisfy { isUpperCase($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isUpperCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
