// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds, without reading words, where a text may spell out a number or an address.
///
/// A number in words is number words and nothing else, for twenty bytes at least: wherever one looks, the six bytes there
/// are six bytes of such a row. Three looks in a row that are, five bytes from each other, are rare in ordinary text.
struct SpokenPlaces: Sendable {
    static let shared = SpokenPlaces()

    private static let width = 6
    private static let step = 5
    /// Of the bytes of a look, so many are enough to know a sign: with its spaces each has step and width, less one.
    private static let signWidth = 4
    private static let looks = 3
    /// What is read around a place: more than the longest two words with what may stand between them.
    private static let margin = 96
    private static let bits = 1 << 18

    /// By the hash of six bytes, whether number words have them.
    private let isNumber: [UInt64]
    /// By the same hash, whether a word for a sign of an address has them: one look tells.
    private let isSign: [UInt64]
    /// Signs that are shorter than a look.
    private let shortSigns: SkipSearch

    private init() {
        isNumber = Self.table(of: Self.numberPieces(), width: Self.width)
        let signs = [" точка ", " точку ", " тчк ", "собака", "собачка", " собак", " собач", " نقطه ", " دوت "]
        isSign = Self.table(of: signs.map { Array($0.utf8) }, width: Self.signWidth)
        shortSigns = SkipSearch(["dot ", "dot)", "dot]", "dot}", "[at]", "(at)", "{at}", "<at>"])
    }

    private static func table(of pieces: [[UInt8]], width: Int) -> [UInt64] {
        var table = [UInt64](repeating: 0, count: bits / 64)
        for piece in pieces where piece.count >= width {
            for start in 0...piece.count - width {
                let hash = hash(key(piece.span, start, width))
                table[hash >> 6] |= 1 << UInt64(hash & 63)
            }
        }
        return table
    }

    /// The places of `text`, in text order, not overlapping.
    func ranges(in text: [UInt8]) -> [Range<Int>] {
        var offsets: [Int] = []
        look(at: text) { offsets.append($0) }
        shortSigns.find(in: text) { offsets.append($0) }
        var ranges: [Range<Int>] = []
        for offset in offsets.sorted() {
            let start = max(0, offset - Self.margin)
            let end = min(text.count, offset + Self.margin)
            if let last = ranges.last, start <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                ranges.append(start..<end)
            }
        }
        return ranges
    }

    private func look(at text: [UInt8], report: (Int) -> Void) {
        let bytes = text.span
        let isNumber = isNumber.span
        let isSign = isSign.span
        var hits = 0
        var offset = 0
        while offset + Self.width <= bytes.count {
            let sign = Self.key(bytes, offset, Self.signWidth)
            let number = sign << 8 | Self.key(bytes, offset + Self.signWidth, Self.width - Self.signWidth)
            hits = Self.holds(isNumber, number) ? hits + 1 : 0
            if hits >= Self.looks || Self.holds(isSign, sign) { report(offset) }
            offset += Self.step
        }
    }

    @inline(__always)
    private static func holds(_ table: Span<UInt64>, _ key: UInt64) -> Bool {
        let hash = hash(key)
        return table[hash >> 6] >> UInt64(hash & 63) & 1 != 0
    }

    /// The same for both letter cases of Latin and Cyrillic, whose bytes differ in bits that are left out.
    @inline(__always)
    private static func key(_ text: Span<UInt8>, _ start: Int, _ width: Int) -> UInt64 {
        var key: UInt64 = 0
        for index in 0..<width { key = key << 4 | UInt64(text[start + index] >> 1 & 0xF) }
        return key
    }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 46)
    }

    /// Every number word, and what a look can see of two of them or, if it is short, of one between two others.
    private static func numberPieces() -> [[UInt8]] {
        let words = SpokenWords.numberWords
        func ends(_ count: Int) -> Set<[UInt8]> {
            Set(words.filter { $0.count >= count }.map { Array($0.suffix(count)) })
        }
        func starts(_ count: Int) -> Set<[UInt8]> {
            Set(words.filter { $0.count >= count }.map { Array($0.prefix(count)) })
        }
        var pieces = words
        for separator in [" ", ", ", "-", "\n"].map({ Array($0.utf8) }) {
            for count in 0...width - separator.count {
                let starts = starts(width - separator.count - count)
                for end in ends(count) {
                    for start in starts { pieces.append(end + separator + start) }
                }
            }
            let (lastTwo, firstTwo) = (ends(2), starts(2))
            for word in words where word.count <= width - 2 {
                for end in lastTwo {
                    for start in firstTwo { pieces.append(end + separator + word + separator + start) }
                }
            }
        }
        return pieces
    }
}
