// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Brings the parts of a Russian name to their dictionary forms.
enum RussianLemmas {
    /// The name that units spell, given the gender and case they agree in.
    static func name(
        of parts: [(RussianUnit, RussianUnit.Part)], agreement: UInt32, in text: NameText
    ) -> PersonName {
        var name = PersonName()
        let agreed = agreement == 0 ? RussianReading.anyAgreement : agreement
        var genders: RussianGender = RussianReading.genders(agreed)
        for (unit, part) in parts {
            let lemmas = lemmas(unit, as: part, agreement: agreed, in: text)
            switch part {
            case .given: name.givens = name.givens.isEmpty ? lemmas : joined(name.givens, lemmas)
            case .surname, .unknown: name.surnames = name.surnames.isEmpty ? lemmas : joined(name.surnames, lemmas)
            case .patronymic: name.patronymics = lemmas
            case .initials: name.initials = unit.initials
            }
        }
        if genders.isEmpty { genders = [.masculine, .feminine, .plural] }
        name.gender = genders
        return name
    }

    /// The lemmas a unit can have as a part, those in the nominative first, then in the order of the paradigms.
    private static func lemmas(
        _ unit: RussianUnit, as part: RussianUnit.Part, agreement: UInt32, in text: NameText
    ) -> [[UInt8]] {
        let head = text.lower[unit.head]
        let prefix = unknownPrefix(unit, in: text)
        var readings = unit.readings(as: part).filter { $0.agreement & agreement != 0 }
        if readings.isEmpty { readings = unit.readings(as: part) }
        let common = readings.filter { !$0.flags.isDisjoint(with: [.usualGiven, .usualSurname]) }
        let preferred = (common + readings).filter { RussianReading.hasNominative($0.agreement & agreement) } + common
        var lemmas: [[UInt8]] = []
        for reading in preferred + readings {
            let lemma = prefix + reading.lemma(of: head)
            if !lemmas.contains(lemma) { lemmas.append(lemma) }
        }
        return lemmas.isEmpty ? [prefix + head] : lemmas
    }

    /// The lower-case text of a compound before the word that declines.
    private static func unknownPrefix(_ unit: RussianUnit, in text: NameText) -> [UInt8] {
        Array(text.lower[unit.span.lowerBound..<unit.head.lowerBound])
    }

    /// Every first word with every second.
    private static func joined(_ first: [[UInt8]], _ second: [[UInt8]]) -> [[UInt8]] {
        first.prefix(2).flatMap { left in second.prefix(2).map { left + [0x20] + $0 } }
    }
}
