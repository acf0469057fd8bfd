// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Finds values inside data of base 64 by the characters that every such data shows, at each alignment.
struct EncodedIndex {
    private let needles: [(bytes: [UInt8], value: Int)]
    /// Needles by their first four bytes.
    private let byHead: [UInt32: [Int]]
    /// A bit for each hash of a head, so that most places cost one look.
    private let filter: [Bool]

    /// `run`: how many characters of base 64 stand side by side in what is looked in, at most.
    init(_ values: [SpelledValue], run: Int) {
        var needles: [(bytes: [UInt8], value: Int)] = []
        var byHead: [UInt32: [Int]] = [:]
        var filter: [Bool] = []
        for (number, value) in values.enumerated() {
            let spellings = Self.spellings.flatMap { $0.written(value, run: run) }
            for spelling in Set(spellings) where spelling.count >= 4 {
                let head = Self.head(spelling, at: 0)
                if filter.isEmpty { filter = [Bool](repeating: false, count: 1 << Self.filterBits) }
                byHead[head, default: []].append(needles.count)
                filter[Self.slot(head)] = true
                needles.append((spelling, number))
            }
        }
        self.needles = needles
        self.byHead = byHead
        self.filter = filter
    }

    /// Reports every match with the character before and after it, which share bits with the value.
    func find(in text: [UInt8], report: (RepeatFinder.Found) -> Void) {
        guard !needles.isEmpty, text.count >= 4 else { return }
        for start in 0...(text.count - 4) {
            let head = Self.head(text, at: start)
            guard filter[Self.slot(head)], let candidates = byHead[head] else { continue }
            for candidate in candidates {
                let (bytes, value) = needles[candidate]
                guard text[start...].starts(with: bytes) else { continue }
                let range = start..<start + bytes.count
                guard Base64Run.isTelling(needle: bytes.count, at: range, in: text) else { continue }
                let lower = start > 0 && Base64Run.contains(text[start - 1]) ? start - 1 : start
                let isFollowed = range.upperBound < text.count && Base64Run.contains(text[range.upperBound])
                report(RepeatFinder.Found(range: lower..<range.upperBound + (isFollowed ? 1 : 0), value: value))
            }
        }
    }

    private static let spellings = ValueSpelling.allCases.filter { $0.reading == .bytes }
    private static let filterBits = 12

    private static func head(_ text: [UInt8], at index: Int) -> UInt32 {
        UInt32(text[index]) << 24 | UInt32(text[index + 1]) << 16 | UInt32(text[index + 2]) << 8
            | UInt32(text[index + 3])
    }

    private static func slot(_ head: UInt32) -> Int { Int((head &* 0x9E37_79B1) >> (32 - UInt32(filterBits))) }
}

/// The runs of base 64 characters that encoded data consists of.
enum Base64Run {
    /// With fewer characters than this (48 bits) a value is looked for in short runs only: a large image would show
    /// it by chance.
    private static let surelyTelling = 8
    private static let longestShortRun = 256

    static func contains(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// How long the longest run in a text is.
    static func longest(in text: [UInt8]) -> Int {
        var (longest, run) = (0, 0)
        for byte in text {
            run = contains(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// Whether so many matching characters at a place are more than chance.
    static func isTelling(needle count: Int, at range: Range<Int>, in text: [UInt8]) -> Bool {
        if count >= surelyTelling { return true }
        var lower = range.lowerBound
        while lower > 0, range.lowerBound - lower <= longestShortRun, contains(text[lower - 1]) { lower -= 1 }
        var upper = range.upperBound
        while upper < text.count, upper - range.upperBound <= longestShortRun, contains(text[upper]) { upper += 1 }
        return upper - lower <= longestShortRun
    }
}
