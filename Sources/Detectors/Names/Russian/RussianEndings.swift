// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

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
