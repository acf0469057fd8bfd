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
