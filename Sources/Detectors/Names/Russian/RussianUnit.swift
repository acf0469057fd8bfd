// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One part of a possible Russian name: a word, a hyphenated compound, or initials.
struct RussianUnit: Sendable {
    enum Kind: Sendable {
        case word
        /// `И.` or `И. И.`; `isBare` where the full stops are missing («ПИ»).
        case initials(letters: [[UInt8]], isBare: Bool)
    }

    /// What a pattern can ask a unit to be.
    enum Part: Sendable { case given, surname, patronymic, initials, unknown }

    let kind: Kind
    let tokens: Range<Int>
    /// Byte offsets in the folded text, the full stops of initials included.
    let span: Range<Int>
    /// The last word of a compound, which declines; its readings.
    let head: Range<Int>
    let analysis: RussianAnalyzer.Analysis
    /// Whether it may be a surname that no list has: a capitalised word that is no ordinary one.
    let canBeUnknown: Bool
    let isLower: Bool
    let isUpper: Bool

    /// The readings that fill a part.
    func readings(as part: Part) -> [RussianReading] {
        switch part {
        case .given: analysis.readings.filter { $0.role == .given }
        case .surname: analysis.readings.filter { $0.role == .surname }
        case .patronymic: analysis.readings.filter { $0.role == .patronymic }
        case .initials, .unknown: []
        }
    }

    /// The log-odds of the unit as a part; `nil` if it cannot be that part.
    func weight(as part: Part) -> Double? {
        let form = analysis.form
        switch (part, kind) {
        case (.initials, .initials(let letters, let isBare)):
            if isBare { return NameWeights.bareInitials }
            return letters.count > 1 ? NameWeights.initials : NameWeights.initial
        case (.unknown, .word): return canBeUnknown ? NameWeights.unknown : nil
        case (.patronymic, .word):
            guard analysis.readings.contains(where: { $0.role == .patronymic }) else { return nil }
            return form.contains(.ordinary) ? NameWeights.surnameOrdinary : NameWeights.patronymic
        case (.given, .word):
            return analysis.readings.lazy.filter { $0.role == .given }.map { Self.givenWeight($0, form) }.max()
                .map { analysis.isPlace ? $0 + NameWeights.isPlace : $0 }
        case (.surname, .word):
            return analysis.readings.lazy.filter { $0.role == .surname }.map { Self.surnameWeight($0, form) }.max()
                .map { analysis.isPlace ? $0 + NameWeights.isPlace : $0 }
        default: return nil
        }
    }

    private static func givenWeight(_ reading: RussianReading, _ form: NameFlags) -> Double {
        if form.contains(.frequent) { return NameWeights.givenFrequent }
        if form.contains(.ordinary) { return NameWeights.givenOrdinary }
        return reading.flags.contains(.trusted) ? NameWeights.givenTrusted : NameWeights.given
    }

    private static func surnameWeight(_ reading: RussianReading, _ form: NameFlags) -> Double {
        if form.contains(.frequent) { return NameWeights.surnameFrequent }
        if form.contains(.ordinary) { return NameWeights.surnameOrdinary }
        if !reading.isShaped { return NameWeights.surnamePlain }
        return reading.flags.contains(.surname) ? NameWeights.surnameShaped : NameWeights.surnameGuessed
    }
}
