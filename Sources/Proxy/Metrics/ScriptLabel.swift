// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Which of the languages this gateway reads a finding stands in, told by the script around it: a label, and cheap.
///
/// Cyrillic counts as `ru`, Latin as `en`; `und` where there are no letters.
enum ScriptLabel {
    /// How many bytes on each side are looked at.
    private static let window = 96

    static func around(_ range: Range<Int>, in text: [UInt8]) -> String {
        let start = max(0, range.lowerBound - window)
        let end = min(text.count, range.upperBound + window)
        guard start < end else { return "und" }
        var latin = 0
        var cyrillic = 0
        var arabic = 0
        for byte in text[start..<end] {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: latin += 1
            // The first bytes of U+0400–U+04FF and of U+0600–U+06FF. A letter is a byte here, too.
            case 0xD0...0xD3: cyrillic += 1
            case 0xD8...0xDB: arabic += 1
            default: break
            }
        }
        guard latin + cyrillic + arabic > 0 else { return "und" }
        if cyrillic >= latin, cyrillic >= arabic { return "ru" }
        return arabic >= latin ? "ar" : "en"
    }
}
