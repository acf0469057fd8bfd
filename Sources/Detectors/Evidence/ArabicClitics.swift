// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What Arabic writes as one word with the next: and, so, with, like, for, the.
enum ArabicClitics {
    /// Whether the byte begins an Arabic letter (U+0600–067F).
    static func isArabic(_ byte: UInt8) -> Bool { byte == 0xD8 || byte == 0xD9 }

    /// The offset after one proclitic (و ف ب ك ل, or the article ال and its form لل); `nil` if there is none or too
    /// little of the word is left.
    static func offsetAfterOne(_ bytes: [UInt8], _ start: Int, end: Int) -> Int? {
        guard end - start > 4, start + 3 < end else { return nil }
        let first = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
        let second = UInt16(bytes[start + 2]) << 8 | UInt16(bytes[start + 3])
        let (alef, lam): (UInt16, UInt16) = (0xD8A7, 0xD984)
        if (first == alef || first == lam) && second == lam { return end - start > 6 ? start + 4 : nil }
        switch first {
        case 0xD988, 0xD981, 0xD8A8, 0xD983, lam: return start + 2
        default: return nil
        }
    }
}
