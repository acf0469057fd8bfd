// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Which languages a text is in, told by its script alone: `ru` stands for Cyrillic, `ar` for Arabic, `en` for Latin.
struct LanguageCount {
    private var latin = 0
    private var cyrillic = 0
    private var arabic = 0

    /// Counts the letters of a text in UTF-8 by their first bytes.
    mutating func add(_ text: [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): latin += 1
            case 0xD0...0xD3: cyrillic += 1
            case 0xD8...0xDB: arabic += 1
            default: break
            }
        }
    }

    mutating func add(_ other: Self) {
        latin += other.latin
        cyrillic += other.cyrillic
        arabic += other.arabic
    }

    /// Languages with a twentieth of the letters or more, most frequent first.
    var languages: [String] {
        let all = latin + cyrillic + arabic
        return [("en", latin), ("ru", cyrillic), ("ar", arabic)]
            .filter { $0.1 > 0 && $0.1 * 20 >= all }
            .sorted { $0.1 > $1.1 }
            .map(\.0)
    }
}
