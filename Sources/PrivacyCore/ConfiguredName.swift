// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The grammar of names that an operator chooses. They go to audit records, metric labels and log lines, so no person's
/// data may fit in one.
package enum ConfiguredName {
    /// Whether a text is 1 to `limit` ASCII letters, digits and `marks`, with at most 8 digits in a row and 10 with marks
    /// between them, so that no phone, card, SNILS or passport number fits while a date does (`2025-04-14`).
    package static func isValid(_ text: some StringProtocol, upTo limit: Int, marks: String) -> Bool {
        let text = String(text)
        let bytes = text.utf8.span
        guard (1...limit).contains(bytes.count) else { return false }
        var inRow = 0
        var inGroup = 0
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                inRow += 1
                inGroup += 1
                guard inRow <= 8, inGroup <= 10 else { return false }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                inRow = 0
                inGroup = 0
            default:
                guard marks.utf8.contains(byte) else { return false }
                inRow = 0
            }
        }
        return true
    }
}
