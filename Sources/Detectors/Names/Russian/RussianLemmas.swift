// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Brings the parts of a Russian name to their dictionary forms.
enum RussianLemmas {
    /// The name that units spell, given the genders and cases they agree in.
    static func name(
        of units: ArraySlice<RussianUnit>, as pattern: [RussianUnit.Part], agreement: UInt32, in text: NameText
    ) -> PersonName {
        var name = PersonName()
        let agreed = agreement == 0 ? RussianReading.anyAgreement : agreement
        for (unit, part) in zip(units, pattern) {
            if part == .initials {
                name.initials = unit.initials
                continue
            }
            let lemmas = lemmas(unit, as: part, agreement: agreed, in: text)
            switch part {
            case .given: name.givens = joined(name.givens, lemmas)
            case .patronymic: name.patronymics = lemmas
            default: name.surnames = joined(name.surnames, lemmas)
            }
        }
        name.gender = RussianReading.genders(agreed)
        return name
    }

    /// The lemmas a unit can have as a part: usual names first, then those in the nominative, then the others.
    private static func lemmas(
        _ unit: RussianUnit, as part: RussianUnit.Part, agreement: UInt32, in text: NameText
    ) -> [[UInt8]] {
        let head = text.lower[unit.head]
        let prefix = Array(text.lower[unit.span.lowerBound..<unit.head.lowerBound])
        let all = part == .unknown ? RussianAnalyzer.guesses(unit.head, in: text.lower) : unit.readings(as: part)
        let agreed = all.filter { $0.agreement & agreement != 0 }
        var lemmas: [[UInt8]] = []
        if part == .unknown, RussianReading.hasNominative(agreement) { lemmas.append(prefix + head) }
        for reading in ranked(agreed.isEmpty ? all : agreed, agreement) {
            let lemma = prefix + canonical(reading.lemma(of: head), part)
            if !lemmas.contains(lemma) { lemmas.append(lemma) }
        }
        return lemmas.isEmpty ? [prefix + head] : lemmas
    }

    private static func ranked(_ readings: [RussianReading], _ agreement: UInt32) -> [RussianReading] {
        func rank(_ reading: RussianReading) -> Int {
            if !reading.flags.isDisjoint(with: [.usualGiven, .usualSurname]) { return 0 }
            return RussianReading.hasNominative(reading.agreement & agreement) ? 1 : 2
        }
        return (0...2).flatMap { wanted in readings.filter { rank($0) == wanted } }
    }

    /// «Белого» can be of Белый and of Белой: surnames on -ый are kept under -ой, so that all forms meet.
    private static func canonical(_ lemma: [UInt8], _ part: RussianUnit.Part) -> [UInt8] {
        guard part == .surname || part == .unknown, lemma.count > 4, lemma.suffix(4).elementsEqual(hard) else {
            return lemma
        }
        return lemma.dropLast(4) + stressed
    }

    private static let hard = Array("ый".utf8)
    private static let stressed = Array("ой".utf8)

    /// Every first word with every second; a few of each are enough.
    private static func joined(_ first: [[UInt8]], _ second: [[UInt8]]) -> [[UInt8]] {
        guard !first.isEmpty else { return second }
        return first.prefix(2).flatMap { left in second.prefix(2).map { left + [0x20] + $0 } }
    }
}
