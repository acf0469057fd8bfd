// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The stretches of a text that can hold an address: those round digits, and round the names of houses, "Rose Cottage,". A text
/// without either costs one look at its bytes.
enum AddressWindows {
    /// Bytes before and after a digit that belong to its address, or speak for it.
    private static let before = 144
    private static let after = 96
    /// Of a word that ends the name of a house.
    private static let longestWord = 12

    /// The windows, in text order, apart from each other.
    static func all(in text: [UInt8], _ vocabulary: AddressVocabulary) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            guard byte.isASCIIDigit || byte == UInt8(ascii: ",") && endsHouse(text, index, vocabulary) else {
                index += 1
                continue
            }
            TextWindow.add(index, to: &windows, in: text, before: before, after: after)
            index += 1
            while index < text.count, text[index].isASCIIDigit { index += 1 }
        }
        return windows
    }

    /// Whether a capitalised word that ends the name of a house stands right before an offset.
    private static func endsHouse(_ text: [UInt8], _ end: Int, _ vocabulary: AddressVocabulary) -> Bool {
        var start = end
        while start > 0, end - start <= longestWord, text[start - 1].isASCIILowercase { start -= 1 }
        guard start > 0, start < end, text[start - 1].isASCIIUppercase else { return false }
        var hash = WordHash()
        for byte in text[start - 1..<end] { hash.add(byte.asciiLowercased) }
        return vocabulary.roles(of: hash.value).contains(.houseAfter)
    }
}
