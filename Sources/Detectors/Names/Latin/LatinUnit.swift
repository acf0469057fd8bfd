// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One part of a possible name in Latin script: a word, a compound with hyphens, apostrophes or particles, or initials.
struct LatinUnit: Sendable {
    /// What a pattern can ask a unit to be.
    enum Part: Sendable { case given, surname, patronymic, initials, unknown, ordinary }

    let tokens: Range<Int>
    /// Byte offsets in the folded text, the full stops of initials included.
    let span: Range<Int>
    /// First letters, where the unit is initials.
    let initials: [[UInt8]]
    /// What the lexicon says about the word, or about the last part of a compound.
    let flags: NameFlags
    /// Whether it ends as Russian surnames do in Latin script, or as patronymics do.
    let isRussianSurname: Bool
    let isPatronymic: Bool
    /// Whether it may be a name that no list has.
    let canBeUnknown: Bool
    let isLower: Bool
    let isUpper: Bool

    /// The log-odds of the unit as a part; `nil` if it cannot be that part.
    func weight(as part: Part) -> Double? {
        guard initials.isEmpty else {
            return part == .initials ? (initials.count > 1 ? NameWeights.initials : NameWeights.initial) : nil
        }
        switch part {
        case .given: return flags.isGiven ? givenWeight : nil
        case .surname:
            if flags.contains(.surname) { return surnameWeight }
            return isRussianSurname && canBeUnknown ? NameWeights.latinShaped : nil
        case .patronymic: return isPatronymic ? NameWeights.patronymic : nil
        case .unknown: return canBeUnknown ? NameWeights.unknown : nil
        case .ordinary:
            return isUpper || isLower || flags.contains(.frequent) ? nil : NameWeights.unknownOrdinary
        case .initials: return nil
        }
    }

    private var givenWeight: Double {
        if flags.contains(.frequent) { return NameWeights.latinGivenFrequent }
        if flags.contains(.ordinary) { return NameWeights.latinGivenOrdinary }
        return flags.contains(.usualGiven) ? NameWeights.latinGivenUsual : NameWeights.latinGiven
    }

    private var surnameWeight: Double {
        if flags.contains(.frequent) { return NameWeights.latinSurnameFrequent }
        if flags.contains(.ordinary) { return NameWeights.latinSurnameOrdinary }
        return flags.contains(.usualSurname) ? NameWeights.latinSurnameUsual : NameWeights.latinSurname
    }
}
