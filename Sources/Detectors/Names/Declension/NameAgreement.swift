// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// In which genders and cases a Russian name may stand: pairs of the two, as far as its form tells.
package struct NameAgreement: Sendable, Equatable {
    /// Bit `gender * 6 + case`, as in `RussianReading`: men's, then women's. A family («Ивановы») is none of them.
    let bits: UInt32

    /// Nothing is known.
    package static let any = NameAgreement(bits: 0xFFF)

    /// Every case of a man's name, of a woman's.
    package static let men = NameAgreement(bits: 0x3F)
    package static let women = NameAgreement(bits: 0xFC0)

    init(bits: UInt32) { self.bits = bits & 0xFFF }

    /// Every pair with one of the cases.
    package init(cases: [GrammaticalCase]) {
        bits = cases.reduce(0) { $0 | UInt32(0b1_000001) << UInt32($1.rawValue) }
    }

    /// Whether no pair is left.
    package var isEmpty: Bool { bits == 0 }

    /// The pairs that both allow.
    package func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }

    /// The pairs that both allow, or its own where there are none: what contradicts it says nothing.
    package func narrowed(to other: Self) -> Self {
        let both = intersection(other)
        return both.isEmpty ? self : both
    }

    /// Every pair with one of its genders.
    package var genders: Self {
        Self(bits: (bits & 0x3F != 0 ? 0x3F : 0) | (bits & 0xFC0 != 0 ? 0xFC0 : 0))
    }

    /// Whether it may stand in one of some cases.
    package func allows(_ cases: [GrammaticalCase]) -> Bool { !intersection(Self(cases: cases)).isEmpty }

    func contains(_ gender: RussianGender, _ grammaticalCase: GrammaticalCase) -> Bool {
        bits & Self.bit(gender, grammaticalCase) != 0
    }

    static func bit(_ gender: RussianGender, _ grammaticalCase: GrammaticalCase) -> UInt32 {
        RussianReading.agreement(gender, RussianCases.ordered[grammaticalCase.rawValue])
    }
}
