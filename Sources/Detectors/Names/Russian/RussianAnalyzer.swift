// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads a Russian word form: which names of the lexicon it can be, in which case and gender.
struct RussianAnalyzer: Sendable {
    /// What is known about one word.
    struct Analysis: Sendable {
        var readings: [RussianReading] = []
        /// What the lexicon says about the form as it stands.
        var form: NameFlags = []
        /// Whether a lemma of it is a place.
        var isPlace = false
    }

    private let lexicon: NameLexicon
    /// More given names, kept apart for their licence.
    private let supplement: NameLexicon
    private let givenNames: NameFilter
    private let endings = RussianEndings.shared

    init(lexicon: NameLexicon, supplement: NameLexicon) {
        self.lexicon = lexicon
        self.supplement = supplement
        givenNames = NameFilter(lexicon, supplement, flags: .given)
    }

    /// The readings of the lower-case word at `range` of `bytes`.
    func analyze(_ range: Range<Int>, in bytes: [UInt8]) -> Analysis {
        let word = Word(range, in: bytes)
        var analysis = Analysis()
        analysis.form = lexicon.flags(of: word.hash(dropping: 0).value)
        analysis.isPlace = analysis.form.contains(.place)
        guard word.count >= 4 else { return analysis }
        for ending in endings.candidates(lastByte: bytes[range.upperBound - 1]) {
            read(word, as: ending, into: &analysis)
        }
        return analysis
    }

    /// What the lists say about a lemma.
    private func known(_ hash: UInt64) -> NameFlags {
        let flags = lexicon.flags(of: hash)
        return flags.isGiven || !givenNames.mayContain(hash) ? flags : flags.union(supplement.flags(of: hash))
    }

    /// What the lists say about a lemma that has to be a given name.
    private func given(_ hash: UInt64) -> NameFlags { givenNames.mayContain(hash) ? known(hash) : [] }

    /// Whether a word is a form of a given name or of a patronymic.
    func isGivenOrPatronymic(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
        guard range.count >= 6 else { return false }
        let word = Word(range, in: bytes)
        for ending in endings.givenCandidates(lastByte: bytes[range.upperBound - 1]) {
            guard
                ending.fits(tail: word.tail, stemTail: word.tail(dropping: ending.formBytes), count: word.count)
            else { continue }
            if ending.roles == .patronymic { return true }
            let hash = word.hash(dropping: ending.formBytes).adding(packed: ending.lemma, bytes: ending.lemmaBytes)
            if given(hash.value).isGiven { return true }
        }
        return false
    }

    /// Every way to read a word as a surname, whether a list has it or not.
    static func guesses(_ range: Range<Int>, in bytes: [UInt8]) -> [RussianReading] {
        guard range.count >= 4 else { return [] }
        let word = Word(range, in: bytes)
        return RussianEndings.shared.candidates(lastByte: bytes[range.upperBound - 1]).compactMap { ending in
            guard ending.roles.contains(.surname),
                ending.fits(tail: word.tail, stemTail: word.tail(dropping: ending.formBytes), count: word.count)
            else { return nil }
            return RussianReading(
                role: .surname, agreement: RussianReading.agreement(ending.gender, ending.cases),
                stemBytes: word.count - ending.formBytes, lemma: ending.lemma, lemmaBytes: ending.lemmaBytes, flags: [],
                isShaped: false)
        }
    }

    private func read(_ word: Word, as ending: RussianEnding, into analysis: inout Analysis) {
        let stemTail = word.tail(dropping: ending.formBytes)
        guard ending.fits(tail: word.tail, stemTail: stemTail, count: word.count) else { return }
        let flags: NameFlags
        if ending.roles == .patronymic {
            flags = []
        } else {
            let hash = word.hash(dropping: ending.formBytes).adding(packed: ending.lemma, bytes: ending.lemmaBytes)
            flags = ending.roles.contains(.surname) ? known(hash.value) : given(hash.value)
            if flags.contains(.place) { analysis.isPlace = true }
        }
        append(ending, flags: flags, count: word.count, stemTail: stemTail, to: &analysis)
    }

    /// Adds the readings that the lexicon, or the shape alone, supports.
    private func append(
        _ ending: RussianEnding, flags: NameFlags, count: Int, stemTail: UInt64, to analysis: inout Analysis
    ) {
        let stemBytes = count - ending.formBytes
        func add(_ role: NameRoles, _ gender: RussianGender, shaped: Bool = false) {
            analysis.readings.append(
                RussianReading(
                    role: role, agreement: RussianReading.agreement(gender, ending.cases), stemBytes: stemBytes,
                    lemma: ending.lemma, lemmaBytes: ending.lemmaBytes, flags: flags, isShaped: shaped))
        }
        if ending.roles.contains(.patronymic) { add(.patronymic, ending.gender) }
        if ending.roles.contains(.given), flags.isGiven, let gender = Self.gender(ending.gender, flags) {
            add(.given, gender)
        }
        guard ending.roles.contains(.surname) else { return }
        let isShaped = RussianStem.isSurnameShaped(
            stemTail, ending: ending, letters: (stemBytes + ending.lemmaBytes) / 2)
        if flags.contains(.surname) {
            add(.surname, ending.gender, shaped: isShaped)
        } else if isShaped, flags.isEmpty, analysis.form.isDisjoint(with: [.ordinary, .frequent]) {
            add(.surname, ending.gender, shaped: true)
        }
    }

    /// The gender, if both the ending and the lexicon allow it; the plural of a given name is left to other readings.
    private static func gender(_ ending: RussianGender, _ flags: NameFlags) -> RussianGender? {
        if ending == .plural { return nil }
        let known = flags.contains(.given) || flags.contains(ending == .feminine ? .givenFemale : .givenMale)
        return known ? ending : nil
    }

    /// A word with the hashes of its stems.
    private struct Word {
        let count: Int
        /// The last eight bytes, and the eight before them.
        private(set) var tail: UInt64 = 0
        private var before: UInt64 = 0
        private var hashes = (WordHash(), WordHash(), WordHash(), WordHash(), WordHash())

        init(_ range: Range<Int>, in bytes: [UInt8]) {
            count = range.count
            var hash = WordHash()
            var index = range.lowerBound
            while index < range.upperBound {
                switch range.upperBound - index {
                case 8: hashes.4 = hash
                case 6: hashes.3 = hash
                case 4: hashes.2 = hash
                case 2: hashes.1 = hash
                default: break
                }
                hash.add(bytes[index])
                before = before << 8 | tail >> 56
                tail = tail << 8 | UInt64(bytes[index])
                index += 1
            }
            hashes.0 = hash
        }

        /// The hash of the word without so many bytes at its end.
        func hash(dropping bytes: Int) -> WordHash {
            switch bytes {
            case 0: hashes.0
            case 2: hashes.1
            case 4: hashes.2
            case 6: hashes.3
            default: hashes.4
            }
        }

        /// The last eight bytes of the word without so many bytes at its end.
        func tail(dropping bytes: Int) -> UInt64 {
            switch bytes {
            case 0: tail
            case 8: before
            default: tail >> UInt64(bytes * 8) | before << UInt64(64 - bytes * 8)
            }
        }
    }
}
