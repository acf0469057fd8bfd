// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What may stand in a field of a record. There is no case for free text.
package indirect enum FieldGrammar: Sendable {
    /// One of a closed list of words.
    case word([String])
    /// A whole number from the first to 2⁵³−1, the largest that every JSON reader keeps exactly.
    case count(from: Int)
    /// The number 1: the version of the schema.
    case one
    case boolean
    /// A moment as `Timestamp` spells it.
    case time
    /// SHA-256 as 64 lower-case hexadecimal digits.
    case hash
    /// A random identifier: a UUIDv7 in lower case.
    case identifier
    /// A pseudonym made by `KeyedReferences`.
    case reference
    /// A code of the catalogue's shape.
    case code
    /// A dotted type of the catalogue's shape.
    case type
    /// A country or group: 2 to 8 letters A–Z or hyphens.
    case country
    /// A name an operator configured.
    case configured
    /// Up to 64 configured names.
    case names
    /// Counts by entity type; the keys are upper-case names.
    case countsByType
    /// Counts by one of a closed list of words.
    case countsByWord([String])
    /// The path of a field of the schema.
    case path
    case object([RecordField])
}

/// One field of a record or of an object in it.
package struct RecordField: Sendable {
    package let name: String
    package let grammar: FieldGrammar
    package let isRequired: Bool

    /// A field that is always there.
    static func required(_ name: String, _ grammar: FieldGrammar) -> RecordField {
        RecordField(name: name, grammar: grammar, isRequired: true)
    }

    /// A field that may be absent.
    static func optional(_ name: String, _ grammar: FieldGrammar) -> RecordField {
        RecordField(name: name, grammar: grammar, isRequired: false)
    }
}

/// A value outside its grammar; holds the field's path and nothing of the value.
package struct FieldViolation: Error, Equatable, Sendable {
    package let path: String
}
