// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A Russian name as it is written, with what each word of it can be.
struct DeclinableName {
    /// One way to read a word: of which dictionary form it is a form, in which pairs of gender and case.
    struct Reading {
        let role: NameRoles
        let agreement: UInt32
        let lemma: [UInt8]
        /// How unusual that is: 0 for the most usual.
        let rank: Int
    }

    /// A word of it that may change.
    struct Word {
        /// Byte offsets in the name.
        let range: Range<Int>
        let readings: [Reading]
        /// Whether it may stand as it is beside words that change: the first half of a compound.
        let mayStay: Bool
    }

    /// The name's own bytes.
    let original: [UInt8]
    /// In small letters, ё written as е: the same offsets.
    let lower: [UInt8]
    let words: [Word]

    /// The genders and cases in which the name can stand, of those that are known to be possible: the most usual readings.
    func agreement(in table: DeclensionTable, knowing known: NameAgreement) -> NameAgreement {
        var best: (rank: Int, bits: UInt32) = (.max, 0)
        for gender in [RussianGender.masculine, .feminine] {
            for grammaticalCase in GrammaticalCase.allCases where known.contains(gender, grammaticalCase) {
                guard let rank = rank(gender, grammaticalCase, in: table), rank <= best.rank else { continue }
                let bit = NameAgreement.bit(gender, grammaticalCase)
                best = (rank, rank < best.rank ? bit : best.bits | bit)
            }
        }
        return NameAgreement(bits: best.bits)
    }

    /// The name in another case, if it stands in this one; `nil` where a word has no such form, or several.
    func moved(
        from current: GrammaticalCase, to wanted: GrammaticalCase, _ gender: RussianGender, in table: DeclensionTable
    ) -> [UInt8]? {
        var result: [UInt8] = []
        var end = 0
        for word in words {
            result += original[end..<word.range.lowerBound]
            end = word.range.upperBound
            let readings = readings(of: word, gender, current, in: table)
            let forms = readings.map { reading in
                table.form(of: reading.lemma, as: reading.role, gender, wanted)
                    .map { written($0.form, over: word.range, losesYo: $0.losesYo) }
            }
            if forms.isEmpty {
                guard word.mayStay else { return nil }
                result += original[word.range]
            } else {
                guard Set(forms).count == 1, let form = forms[0] else { return nil }
                result += form
            }
        }
        return result + original[end...]
    }

    /// How usual it is that the name stands in a gender and case: the sum over its words; `nil` where it cannot.
    private func rank(
        _ gender: RussianGender, _ grammaticalCase: GrammaticalCase, in table: DeclensionTable
    ) -> Int? {
        var sum = 0
        for word in words where !word.mayStay {
            guard let first = readings(of: word, gender, grammaticalCase, in: table).first else { return nil }
            sum += first.rank
        }
        return sum
    }

    /// The most usual ways to read a word in a gender and case: those of which it is the very form.
    private func readings(
        of word: Word, _ gender: RussianGender, _ grammaticalCase: GrammaticalCase, in table: DeclensionTable
    ) -> [Reading] {
        let bit = NameAgreement.bit(gender, grammaticalCase)
        let found = word.readings.filter { reading in
            reading.agreement & bit != 0
                && table.form(of: reading.lemma, as: reading.role, gender, grammaticalCase)?.form
                    .elementsEqual(lower[word.range]) == true
        }
        let best = found.lazy.map(\.rank).min()
        return found.filter { $0.rank == best }
    }

    /// A form in the place of a word: letters that stay keep their capitals and their ё.
    private func written(_ form: [UInt8], over range: Range<Int>, losesYo: Bool) -> [UInt8] {
        var shared = 0
        while shared + 1 < min(form.count, range.count),
            form[shared] == lower[range.lowerBound + shared], form[shared + 1] == lower[range.lowerBound + shared + 1]
        {
            shared += 2
        }
        let kept = Array(original[range.lowerBound..<range.lowerBound + shared])
        let isUpper = CyrillicCase.Style(of: CyrillicYo.plain(Array(original[range]))) == .upper
        let ending = Array(form.dropFirst(shared))
        return (losesYo ? CyrillicYo.plain(kept) : kept) + (isUpper ? CyrillicCase.uppercased(ending) : ending)
    }
}

/// The letter ё in UTF-8: two bytes as е is, so that a text without it has the same offsets.
enum CyrillicYo {
    /// The bytes with ё written as е.
    static func plain(_ text: [UInt8]) -> [UInt8] {
        var result = text
        for index in 0..<max(0, text.count - 1) {
            switch (text[index], text[index + 1]) {
            case (0xD0, 0x81): result[index + 1] = 0x95
            case (0xD1, 0x91): (result[index], result[index + 1]) = (0xD0, 0xB5)
            default: break
            }
        }
        return result
    }
}
