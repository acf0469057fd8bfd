// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One part of a possible Russian name: a word, a hyphenated compound, or initials.
struct RussianUnit: Sendable {
    /// What a pattern can ask a unit to be.
    enum Part: Int, Sendable, CaseIterable { case given, surname, patronymic, initials, unknown }

    let tokens: Range<Int>
    /// Byte offsets in the folded text, the full stops of initials included.
    let span: Range<Int>
    /// The last word of a compound, which declines; its readings.
    let head: Range<Int>
    let analysis: RussianAnalyzer.Analysis
    /// First letters, where the unit is initials.
    let initials: [[UInt8]]
    let isLower: Bool
    let isUpper: Bool
    /// By part: the log-odds as that part, NaN if the unit cannot be it; the genders and cases it allows.
    private let weights: SIMD8<Double>
    private let agreements: SIMD8<UInt32>

    /// A word. `canBeUnknown`: a capitalised word that no list has as a surname may be one.
    init(
        word tokens: Range<Int>, span: Range<Int>, head: Range<Int>, analysis: RussianAnalyzer.Analysis,
        canBeUnknown: Bool, isLower: Bool, isUpper: Bool
    ) {
        self.tokens = tokens
        self.span = span
        self.head = head
        self.analysis = analysis
        initials = []
        self.isLower = isLower
        self.isUpper = isUpper
        var weights = SIMD8<Double>(repeating: .nan)
        var agreements = SIMD8<UInt32>(repeating: 0)
        for reading in analysis.readings {
            let part = Self.part(reading.role).rawValue
            let weight = Self.weight(reading, analysis)
            weights[part] = weights[part].isNaN ? weight : max(weights[part], weight)
            agreements[part] |= reading.agreement
        }
        if canBeUnknown {
            let isOrdinary = analysis.form.contains(.ordinary)
            weights[Part.unknown.rawValue] = isOrdinary ? NameWeights.unknownOrdinary : NameWeights.unknown
        }
        self.weights = weights
        self.agreements = agreements
    }

    /// `И.` or `И. И.`; `isBare` where the full stops are missing («ПИ»).
    init(initials: [[UInt8]], isBare: Bool, tokens: Range<Int>, span: Range<Int>) {
        self.tokens = tokens
        self.span = span
        head = span
        analysis = RussianAnalyzer.Analysis()
        self.initials = initials
        isLower = false
        isUpper = false
        var weights = SIMD8<Double>(repeating: .nan)
        let written = initials.count > 1 ? NameWeights.initials : NameWeights.initial
        weights[Part.initials.rawValue] = isBare ? NameWeights.bareInitials : written
        self.weights = weights
        agreements = SIMD8(repeating: 0)
    }

    /// The log-odds of the unit as a part; NaN if it cannot be that part.
    func weight(as part: Part) -> Double { weights[part.rawValue] }

    /// The pairs of gender and case the unit allows as a part; any for parts that do not decline.
    func agreement(as part: Part) -> UInt32 {
        agreements[part.rawValue] == 0 ? RussianReading.anyAgreement : agreements[part.rawValue]
    }

    /// Whether a word with a capital inside a sentence ends as only surnames do: «Корсаковым», where a town has «Псковом».
    func isSurnameByEnding(in text: NameText) -> Bool {
        guard !isLower, !isUpper, initials.isEmpty, analysis.form.isDisjoint(with: [.ordinary, .frequent]),
            !text.tokens[tokens.lowerBound].startsSentence
        else { return false }
        return Self.endings.contains { text.lower[head].suffix($0.count).elementsEqual($0) }
    }

    private static let endings = ["овым", "евым", "иным", "ыным"].map { Array($0.utf8) }

    /// The readings that fill a part.
    func readings(as part: Part) -> [RussianReading] {
        analysis.readings.filter { Self.part($0.role) == part }
    }

    private static func part(_ role: NameRoles) -> Part {
        switch role {
        case .given: .given
        case .patronymic: .patronymic
        default: .surname
        }
    }

    private static func weight(_ reading: RussianReading, _ analysis: RussianAnalyzer.Analysis) -> Double {
        let place = analysis.isPlace ? NameWeights.isPlace : 0
        switch reading.role {
        case .given: return givenWeight(reading, analysis.form) + place
        case .patronymic:
            return analysis.form.contains(.ordinary) ? NameWeights.surnameOrdinary : NameWeights.patronymic
        default: return surnameWeight(reading, analysis.form) + place
        }
    }

    private static func givenWeight(_ reading: RussianReading, _ form: NameFlags) -> Double {
        if form.contains(.frequent) { return NameWeights.givenFrequent }
        if form.contains(.ordinary) { return NameWeights.givenOrdinary }
        return reading.flags.contains(.usualGiven) ? NameWeights.givenUsual : NameWeights.given
    }

    private static func surnameWeight(_ reading: RussianReading, _ form: NameFlags) -> Double {
        if form.contains(.frequent) { return NameWeights.surnameFrequent }
        if form.contains(.ordinary) {
            return reading.isShaped ? NameWeights.surnameShapedOrdinary : NameWeights.surnameOrdinary
        }
        if !reading.isShaped { return NameWeights.surnamePlain }
        return reading.flags.contains(.surname) ? NameWeights.surnameShaped : NameWeights.surnameGuessed
    }
}
