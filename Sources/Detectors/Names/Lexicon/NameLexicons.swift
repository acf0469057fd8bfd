// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The word lists of the three scripts, read once and shared by all who ask what a word is.
struct NameLexicons: Sendable {
    let cyrillic: NameLexicon
    let latin: NameLexicon
    let arabic: NameLexicon
}
