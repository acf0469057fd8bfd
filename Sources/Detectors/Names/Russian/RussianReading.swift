// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One way to read a Russian word form as part of a name.
struct RussianReading: Sendable {
    let role: NameRoles
    /// Pairs of gender and case: bit `gender * 6 + case`.
    let agreement: UInt32
    /// The lemma: so many bytes of the form, then the packed ending.
    let stemBytes: Int
    let lemma: UInt64
    let lemmaBytes: Int
    /// What the lexicon says about the lemma.
    let flags: NameFlags
    /// Whether it has the shape of a surname («-ов», «-ский»).
    let isShaped: Bool

    /// Any gender, any case.
    static let anyAgreement: UInt32 = 0x3FFFF

    /// A word of so many bytes that is the same in all cases.
    static func indeclinable(_ role: NameRoles, bytes: Int) -> Self {
        Self(
            role: role, agreement: anyAgreement, stemBytes: bytes, lemma: 0, lemmaBytes: 0, flags: [], isShaped: false)
    }

    /// The bits of every case of some genders.
    static func agreement(_ gender: RussianGender, _ cases: RussianCases) -> UInt32 {
        var bits: UInt32 = 0
        if gender.contains(.masculine) { bits |= UInt32(cases.rawValue) }
        if gender.contains(.feminine) { bits |= UInt32(cases.rawValue) << 6 }
        if gender.contains(.plural) { bits |= UInt32(cases.rawValue) << 12 }
        return bits
    }

    /// Which genders some bits allow.
    static func genders(_ bits: UInt32) -> RussianGender {
        var genders: RussianGender = []
        if bits & 0x3F != 0 { genders.insert(.masculine) }
        if bits & 0xFC0 != 0 { genders.insert(.feminine) }
        if bits & 0x3F000 != 0 { genders.insert(.plural) }
        return genders
    }

    /// Whether some bits allow a nominative singular.
    static func hasNominative(_ bits: UInt32) -> Bool { bits & 0b1_000001 != 0 }

    /// The lemma of a word with these lower-case bytes.
    func lemma(of word: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(word.prefix(stemBytes))
        for index in stride(from: lemmaBytes - 1, through: 0, by: -1) {
            bytes.append(UInt8(truncatingIfNeeded: lemma >> UInt64(index * 8)))
        }
        return bytes
    }
}
