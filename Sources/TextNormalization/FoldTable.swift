// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the fold does to each Unicode scalar, as a two-stage table that is built once, on first use.
struct FoldTable: Sendable {
    /// The table for `FoldRules`.
    static let shared = FoldTable()

    /// What happens to one scalar; `range` lies in `replacements`.
    enum Action: Equatable {
        /// It stays.
        case keep
        /// It goes, and belongs to nothing: an invisible character.
        case remove
        /// It goes, and belongs to the character before it: a mark or a stretched stroke.
        case absorb
        /// Other characters stand for it.
        case replace(Range<Int>)
    }

    /// The UTF-8 of all replacements, one after another.
    private(set) var replacements: [UInt8] = []
    /// For each block of 256 scalars the page that describes it; page 0 keeps everything.
    private var pages = [UInt16](repeating: 0, count: 0x110000 >> 8)
    /// A cell: the kind in the low two bits, the length of a replacement in the next six, its place above them.
    private var cells = [UInt32](repeating: 0, count: 256)

    /// By the last six bits of a letter that begins with D0, and of one with D1: whether it stays. Most letters of Russian.
    private var keptCyrillic: (UInt64, UInt64) = (0, 0)

    private static let keep: UInt32 = 0
    private static let remove: UInt32 = 1
    private static let absorb: UInt32 = 2
    private static let replace: UInt32 = 3

    private init() {
        cells.reserveCapacity(256 * 128)
        for range in FoldRules.removed { set(range, to: Self.remove) }
        for range in FoldRules.absorbed { set(range, to: Self.absorb) }
        for zero in FoldRules.decimalZeros { setRun(from: zero, first: "0", count: 10) }
        for run in FoldRules.asciiRuns { setRun(from: run.start, first: run.first, count: run.count) }
        for capitals in FoldRules.mathematicalAlphabets {
            setRun(from: capitals, first: "A", count: 26)
            setRun(from: capitals + 26, first: "a", count: 26)
        }
        for (text, ranges) in FoldRules.unified {
            let cell = store(Array(text.utf8))
            for range in ranges { set(range, to: cell) }
        }
        for row in FoldRules.lettersWithMarks { setVariants(row) }
        for row in FoldRules.arabicLetters { setVariants(row) }
        for rows in [FoldRules.symbols, FoldRules.presentationForms] { setSequences(rows) }
        for trail in UInt32(0)..<64 {
            if action(for: 0x400 + trail) == .keep { keptCyrillic.0 |= 1 << UInt64(trail) }
            if action(for: 0x440 + trail) == .keep { keptCyrillic.1 |= 1 << UInt64(trail) }
        }
    }

    /// Whether two bytes, of which the first is D0 or D1, are a character that stays.
    @inline(__always)
    func keepsCyrillic(_ lead: UInt8, _ trail: UInt8) -> Bool {
        let kept = lead == 0xD0 ? keptCyrillic.0 : keptCyrillic.1
        return trail & 0xC0 == 0x80 && kept >> UInt64(trail & 0x3F) & 1 != 0
    }

    /// What happens to `scalar`, a Unicode scalar value.
    @inline(__always)
    func action(for scalar: UInt32) -> Action {
        let cell = cells[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
        switch cell & 3 {
        case Self.keep: return .keep
        case Self.remove: return .remove
        case Self.absorb: return .absorb
        default:
            let start = Int(cell >> 8)
            return .replace(start..<start + Int(cell >> 2 & 0x3F))
        }
    }
}

// MARK: - Building

extension FoldTable {
    private mutating func set(_ scalar: UInt32, to cell: UInt32) {
        let block = Int(scalar >> 8)
        if pages[block] == 0 {
            pages[block] = UInt16(cells.count >> 8)
            cells.append(contentsOf: repeatElement(Self.keep, count: 256))
        }
        cells[Int(pages[block]) << 8 | Int(scalar & 0xFF)] = cell
    }

    private mutating func set(_ range: ClosedRange<UInt32>, to cell: UInt32) {
        for scalar in range { set(scalar, to: cell) }
    }

    /// The cell of a replacement by `text`, at most 63 bytes.
    private mutating func store(_ text: [UInt8]) -> UInt32 {
        let start = UInt32(replacements.count)
        replacements += text
        return start << 8 | UInt32(text.count) << 2 | Self.replace
    }

    /// `count` scalars from `start` become ASCII characters in order.
    private mutating func setRun(from start: UInt32, first: Unicode.Scalar, count: UInt8) {
        for step in 0..<count {
            set(start + UInt32(step), to: store([UInt8(ascii: first) + step]))
        }
    }

    /// The first character of `row` stands for all the others.
    private mutating func setVariants(_ row: String) {
        var base: UInt32?
        for scalar in row.unicodeScalars {
            guard let base else {
                base = store(Array(String(scalar).utf8))
                continue
            }
            set(scalar.value, to: base)
        }
    }

    /// Lines of a first scalar in hexadecimal and then, for it and those after it, what stands for each.
    private mutating func setSequences(_ lines: String) {
        for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
            var scalar: UInt32?
            for field in line.split(separator: UInt8(ascii: " ")) {
                guard let current = scalar else {
                    scalar = UInt32(Substring(field), radix: 16)
                    continue
                }
                if field.first != UInt8(ascii: "~") {
                    set(current, to: store(field.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }))
                }
                scalar = current + 1
            }
        }
    }
}
