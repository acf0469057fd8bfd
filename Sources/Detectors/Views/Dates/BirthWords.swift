// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds where a text speaks of birth: only there is a date in words looked for.
struct BirthWords: Sendable {
    static let shared = BirthWords()

    private static let width = 4
    private static let step = 2
    /// Bytes before and after such a word in which its date stands.
    private static let before = 128
    private static let after = 192
    /// Each so long that it is looked at whatever offset it begins at.
    private static let beginnings = [
        " born", "born ", "birth", "born:", " dob:", " dob ", "dob: ", "dob t", "роди", "Роди", "РОДИ", "рожд", "Рожд",
        "РОЖД", "д.р.",
        "д. р",
        "Д.Р.", "ولد", "ولاد", "ميلاد", "مواليد",
    ].map { Array($0.utf8) }

    /// By a hash of four bytes, whether a look may see them in such a word.
    private let isKnown: [Bool]

    private init() {
        var isKnown = [Bool](repeating: false, count: 1 << 12)
        for word in Self.beginnings {
            for start in 0..<Self.step { isKnown[Self.key(word.span, start)] = true }
        }
        self.isKnown = isKnown
    }

    /// The stretches around such words, in text order, not overlapping.
    func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let bytes = text.span
        let known = isKnown.span
        var offset = 0
        let end = bytes.count - Self.width
        while offset <= end {
            if known[Self.key(bytes, offset)], isWord(bytes, near: offset) {
                let (start, stop) = (Self.start(text, offset - Self.before), min(text.count, offset + Self.after))
                if let last = ranges.last, start <= last.upperBound {
                    ranges[ranges.count - 1] = last.lowerBound..<max(stop, last.upperBound)
                } else {
                    ranges.append(start..<stop)
                }
            }
            offset += Self.step
        }
        return ranges
    }

    /// The first offset from `offset` on behind white space, so that no word is cut.
    private static func start(_ text: [UInt8], _ offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        var start = offset
        while start < text.count, text[start] > 0x20 { start += 1 }
        return start
    }

    private func isWord(_ text: Span<UInt8>, near offset: Int) -> Bool {
        for start in max(0, offset - Self.step + 1)...offset {
            for word in Self.beginnings where start + word.count <= text.count {
                var index = 0
                while index < word.count, text[start + index] | 0x20 == word[index] | 0x20 { index += 1 }
                if index == word.count { return true }
            }
        }
        return false
    }

    @inline(__always)
    private static func key(_ text: Span<UInt8>, _ start: Int) -> Int {
        let bytes =
            UInt32(text[start]) | UInt32(text[start &+ 1]) << 8 | UInt32(text[start &+ 2]) << 16
            | UInt32(text[start &+ 3]) << 24
        return Int(((bytes | 0x2020_2020) &* 0x9E37_79B1) >> 20)
    }
}
