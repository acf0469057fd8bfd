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

    /// Endings that are not empty, by the last byte of the form.
    private let byLastByte: [[RussianEnding]]
    /// Readings of the word as it stands.
    let bare: [RussianEnding]
    /// For each last byte, the endings of given names and patronymics, the bare ones included.
    private let givenByLastByte: [[RussianEnding]]

    private init() {
        var grouped = [[RussianEnding]](repeating: [], count: 256)
        var bare: [RussianEnding] = []
        for index in RussianParadigm.all.indices {
            for ending in Self.endings(of: RussianParadigm.all[index], index: index) {
                if ending.formBytes == 0 {
                    bare.append(ending)
                } else {
                    grouped[Int(ending.form & 0xFF)].append(ending)
                }
            }
        }
        byLastByte = grouped
        self.bare = bare
        givenByLastByte = grouped.map { endings in
            (endings + bare).filter { !$0.roles.isDisjoint(with: [.given, .patronymic]) && $0.gender != .plural }
        }
    }

    /// The endings a word with this last byte can have, besides the bare ones.
    func candidates(lastByte: UInt8) -> [RussianEnding] { byLastByte[Int(lastByte)] }

    /// The endings that a given name or a patronymic with this last byte can have.
    func givenCandidates(lastByte: UInt8) -> [RussianEnding] { givenByLastByte[Int(lastByte)] }

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
