// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One way to read the end of a word: strip `form`, put `lemma` there, and the word is that lemma in `cases`.
///
/// Endings are packed big-endian into integers, so that a word is compared with one mask and no array is touched.
struct RussianEnding: Sendable {
    /// The ending of the form, its bytes packed, and how many there are (0 to 8).
    let form: UInt64
    let formBytes: Int
    /// The ending of the lemma, likewise.
    let lemma: UInt64
    let lemmaBytes: Int
    let stem: RussianParadigm.Stem
    let roles: NameRoles
    let cases: RussianCases
    let gender: RussianGender
    /// Which entry of `RussianParadigm.all` it comes from.
    let paradigm: Int

    /// Whether a word of `count` bytes with the packed last bytes `tail` ends so, after a stem the paradigm allows.
    func fits(tail: UInt64, stemTail: UInt64, count: Int) -> Bool {
        let mask = formBytes == 8 ? UInt64.max : (1 << UInt64(formBytes * 8)) - 1
        guard tail & mask == form, count > formBytes else { return false }
        return RussianStem.fits(stem, tail: stemTail, letters: (count - formBytes) / 2)
    }
}

/// Every ending of every paradigm, grouped by the last byte of the form for a quick look-up.
struct RussianEndings: Sendable {
    static let shared = RussianEndings()

    /// The endings that a word with each last byte can have, the bare ones included, in one array with a range a byte.
    private let all: [RussianEnding]
    private let ranges: [Range<Int>]
    /// Of those, the endings of given names and patronymics.
    private let given: [RussianEnding]
    private let givenRanges: [Range<Int>]

    private init() {
        let endings = RussianParadigm.all.indices.flatMap { Self.endings(of: RussianParadigm.all[$0], index: $0) }
        (all, ranges) = Self.grouped(endings)
        (given, givenRanges) = Self.grouped(
            endings.filter { !$0.roles.isDisjoint(with: [.given, .patronymic]) && $0.gender != .plural })
    }

    /// The endings a word with this last byte can have.
    func candidates(lastByte: UInt8) -> ArraySlice<RussianEnding> { all[ranges[Int(lastByte)]] }

    /// The endings that a given name or a patronymic with this last byte can have.
    func givenCandidates(lastByte: UInt8) -> ArraySlice<RussianEnding> { given[givenRanges[Int(lastByte)]] }

    private static func grouped(_ endings: [RussianEnding]) -> ([RussianEnding], [Range<Int>]) {
        let bare = endings.filter { $0.formBytes == 0 }
        var all: [RussianEnding] = []
        let ranges = (0...255).map { byte in
            let start = all.count
            all += endings.filter { $0.formBytes > 0 && $0.form & 0xFF == UInt64(byte) } + bare
            return start..<all.count
        }
        return (all, ranges)
    }

    /// The endings of one paradigm; a form that serves several cases of one gender is one ending.
    private static func endings(of paradigm: RussianParadigm, index: Int) -> [RussianEnding] {
        var endings: [RussianEnding] = []
        let rows: [(String, RussianGender)] = [
            (paradigm.masculine, .masculine), (paradigm.feminine, .feminine), (paradigm.plural, .plural),
        ]
        for (row, gender) in rows where !row.isEmpty {
            var cases: [String: RussianCases] = [:]
            for (position, cell) in row.split(separator: " ").enumerated() {
                for form in cell.split(separator: ",") {
                    cases[String(form), default: []].insert(RussianCases.ordered[position])
                }
            }
            for form in cases.keys.sorted() {
                let text = form == "_" ? "" : form
                endings.append(
                    RussianEnding(
                        form: RussianStem.pack(text), formBytes: text.utf8.count,
                        lemma: RussianStem.pack(paradigm.lemma), lemmaBytes: paradigm.lemma.utf8.count,
                        stem: paradigm.stem, roles: paradigm.roles, cases: cases[form, default: []], gender: gender,
                        paradigm: index))
            }
        }
        return endings
    }
}
