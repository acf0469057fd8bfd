// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The stretches of a text that can hold an address: those round digits. A text without digits costs one look at its bytes.
enum AddressWindows {
    /// Bytes before and after a digit that belong to its address, or speak for it.
    private static let before = 144
    private static let after = 96

    /// The windows, in text order, apart from each other.
    static func all(in text: [UInt8]) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard text[index].isASCIIDigit else {
                index += 1
                continue
            }
            TextWindow.add(index, to: &windows, in: text, before: before, after: after)
            while index < text.count, text[index].isASCIIDigit { index += 1 }
        }
        return windows
    }
}
