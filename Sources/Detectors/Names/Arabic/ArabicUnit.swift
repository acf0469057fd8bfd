// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One part of a possible Arabic name: a word, or words that belong together such as «عبد الرحمن» and «أبو بكر».
struct ArabicUnit: Sendable {
    enum Kind: Sendable {
        case given, surname
        /// بن, ابن, بنت between names.
        case nasab
    }

    let kind: Kind
    let tokens: Range<Int>
    /// Byte offsets in the folded text; a clitic before the name is outside.
    let span: Range<Int>
    /// Log-odds as a part of a name.
    let weight: Double
    /// Log-odds where it stands alone: less for a name that is an ordinary word too.
    let weightAlone: Double
    /// Whether one letter before the name was taken for a clitic.
    let hasClitic: Bool
    let isPlace: Bool
    /// Whether running text has the word more often as an ordinary one.
    let isOrdinary: Bool
    /// Whether it begins with the article and is no usual given name.
    let hasArticle: Bool
    /// Whether it may be taken on the strength of a name found elsewhere in the text.
    let canRepeat: Bool
    /// Whether it is a usual given name that is nothing else, without a clitic.
    let isUsual: Bool
    /// Whether it is by itself a person's name: a kunya, or a compound with عبد.
    let isCompound: Bool
}
