// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds, without reading words, where a text may spell out a number or an address.
///
/// A number in words is number words and nothing else, for twenty bytes at least: wherever one looks, the letters there
/// are letters of such a row. Several looks in a row that are, five bytes from each other, are rare in ordinary text.
struct SpokenPlaces: Sendable {
    static let shared = SpokenPlaces()

    private static let width = 6
    private static let step = 5
    /// So many looks make a place; more where letters take two bytes, because a row of them is longer.
    private static let looks = (ascii: 4, wide: 5)
    /// What is read around a place: more than the longest two words with what may stand between them.
    private static let margin = 96

    private static let number: UInt8 = 1
    private static let sign: UInt8 = 2
    /// Words for signs of an address, folded; the short ones of English are found by `ShortSigns`.
    private static let signs = ["точк", "собак", "собач", "نقطه"].map { Array($0.utf8) }

    /// By the letters of a look, whether number words or signs have them.
    private let kinds: [UInt8]

    private init() {
        var kinds = [UInt8](repeating: 0, count: 1 << 15)
        func add(_ piece: [UInt8], _ kind: UInt8) {
            guard piece.count >= Self.width else { return }
            for start in 0...piece.count - Self.width where !piece[start].isContinuation {
                kinds[Self.key(piece.span, start)] |= kind
            }
        }
        Self.forEachNumberPiece { add($0, Self.number) }
        // So long that each is looked at at least once.
        for sign in [" точка ", " точку ", " собак", " собач", " نقطه "] { add(Array(sign.utf8), Self.sign) }
        self.kinds = kinds
    }

    /// The places of `text`, in text order, not overlapping.
    func ranges(in text: [UInt8]) -> [Range<Int>] {
        var offsets: [Int] = []
        look(at: text) { offsets.append($0) }
        ShortSigns.find(in: text) { offsets.append($0) }
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
        let kinds = kinds.span
        let end = bytes.count - Self.width
        var hits = 0
        var offset = 0
        while offset <= end {
            // A look begins with a character: the one that the byte belongs to.
            let start = offset &- (bytes[offset].isContinuation ? 1 : 0)
            let kind = kinds[Self.key(bytes, start)]
            hits = kind & Self.number == 0 ? 0 : hits &+ 1
            if hits >= Self.looks.ascii, hits >= Self.looks.wide || bytes[start] < 0x80,
                SpokenWords.shared.isNumberWord(in: text, at: start)
            {
                report(offset)
            }
            if kind & Self.sign != 0, isSign(text, near: start) { report(offset) }
            offset += Self.step
        }
    }

    /// Whether a sign of an address stands around a place where letters of one were seen.
    private func isSign(_ text: [UInt8], near offset: Int) -> Bool {
        for start in max(0, offset - 8)...offset + 1 where !text[start].isContinuation && text[start] >= 0x80 {
            if Self.signs.contains(where: { text[start...].starts(with: $0) }) { return true }
        }
        // In Cyrillic capitals it is not worth telling apart.
        let first = text[offset] < 0x80 ? offset + 1 : offset
        return text[first] == 0xD0 && 0x90...0xAF ~= text[first + 1]
    }

    /// Every other byte: the ones that tell letters of Cyrillic and Arabic apart, by the bits that both cases share.
    @inline(__always)
    private static func key(_ text: Span<UInt8>, _ start: Int) -> Int {
        Int(text[start &+ 1] & 0x1F) << 10 | Int(text[start &+ 3] & 0x1F) << 5 | Int(text[start &+ 5] & 0x1F)
    }

    /// Every number word, and what a look can see of two of them or, if it is short, of one between two others.
    private static func forEachNumberPiece(_ body: ([UInt8]) -> Void) {
        let words = SpokenWords.numberWords
        for word in words { body(word) }
        func ends(_ count: Int) -> [[UInt8]] {
            Array(Set(words.filter { $0.count >= count }.map { Array($0.suffix(count)) }))
        }
        func starts(_ count: Int) -> [[UInt8]] {
            Array(Set(words.filter { $0.count >= count }.map { Array($0.prefix(count)) }))
        }
        // One buffer for all pieces: there are hundreds of thousands.
        var piece: [UInt8] = []
        func say(_ parts: [UInt8]...) {
            piece.removeAll(keepingCapacity: true)
            for part in parts { piece.append(contentsOf: part) }
            body(piece)
        }
        let (lastTwo, firstTwo) = (ends(2), starts(2))
        for separator in [" ", ", ", "-", "\n"].map({ Array($0.utf8) }) {
            for count in 0...width - separator.count {
                let starts = starts(width - separator.count - count)
                for end in ends(count) { for start in starts { say(end, separator, start) } }
            }
            for word in words where word.count <= width - 2 {
                for end in lastTwo { say(end, separator, word, separator) }
                for start in firstTwo { say(separator, word, separator, start) }
                // No look sees both neighbors of a longer word.
                guard word.count + 2 * separator.count <= width - 2 else { continue }
                for end in lastTwo { for start in firstTwo { say(end, separator, word, separator, start) } }
            }
        }
    }
}
