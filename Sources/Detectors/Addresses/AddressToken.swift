// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A word, a number or a mark of a folded text, with what it means in an address.
struct AddressToken: Sendable {
    enum Kind: UInt8, Sendable { case word, number, mark }

    /// Which script a word is in, as far as it matters to grammar.
    enum Script: UInt8, Sendable { case latin, cyrillic, arabic, other }

    /// What the surroundings and the form of a number say.
    struct NumberForm: OptionSet, Sendable {
        let rawValue: UInt8
        /// Digits alone.
        static let plain = Self(rawValue: 1)
        /// "5th", «8-я».
        static let ordinal = Self(rawValue: 2)
        /// A piece of a longer number, a date, a time, an amount.
        static let piece = Self(rawValue: 4)
        /// A comma with a digit behind it touches the number: perhaps a fraction.
        static let comma = Self(rawValue: 8)
        /// A hyphen or slash stands inside: 12-34, 5/7.
        static let joined = Self(rawValue: 16)
        /// º or ª behind it, as floors are written in Spain and Portugal.
        static let signed = Self(rawValue: 32)
    }

    /// Byte offsets in the folded text.
    let start: Int
    let end: Int
    let kind: Kind
    var roles: AddressRoles = []
    /// The tokens of the phrase that the roles are of.
    var length = 1
    /// White space and line breaks before it.
    let hasSpace: Bool
    let newlines: Int
    /// The byte of an ASCII mark; the Arabic comma counts as a comma.
    var mark: UInt8 = 0
    /// Words: the hash in lower case, the letters, whether the first one is a capital, and all are.
    var hash: UInt64 = 0
    var letters = 0
    var isCapital = false
    var isUpper = false
    var script = Script.latin
    /// Bytes of Arabic particles at the start that are no part of the word.
    var clitics = 0
    /// Numbers: how many digits stand first, their value, and the form.
    var digits = 0
    var value = 0
    var form: NumberForm = []

    func has(_ roles: AddressRoles) -> Bool { !self.roles.isDisjoint(with: roles) }
    func isMark(_ byte: UInt8) -> Bool { kind == .mark && mark == byte }
    /// Whether it can be the number of a house or flat.
    var isPlainNumber: Bool { kind == .number && !form.contains(.piece) }
}
