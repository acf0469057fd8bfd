// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads text in windows that overlap, so that what lies across an edge is seen whole once and counted once.
struct TextReader: ContentReader {
    private var buffer: [UInt8] = []
    /// Findings that start before this offset in the buffer were counted in the window before.
    private var countedUpTo = 0
    private var windows = 0

    /// The field that the text belongs to.
    private let field: Int?

    /// Bytes of a window, and how many of them the next one sees again.
    static let windowSize = 64 << 10
    static let overlap = 2 << 10

    init(field: Int? = nil) {
        self.field = field
    }

    var units: (all: Int, inspected: Int) { (windows, windows) }

    mutating func read(_ text: [UInt8], into findings: inout FileFindings) {
        var rest = text[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.windowSize - buffer.count)
            buffer += part
            rest = rest.dropFirst(part.count)
            if buffer.count >= Self.windowSize { inspectWindow(&findings) }
        }
    }

    mutating func finish(into findings: inout FileFindings) {
        if buffer.count > countedUpTo { inspect(upTo: buffer.count, counting: countedUpTo..<buffer.count, &findings) }
        buffer = []
        countedUpTo = 0
    }

    /// Looks at a full buffer and keeps its end for the next window.
    private mutating func inspectWindow(_ findings: inout FileFindings) {
        // Between characters, and between lines if one ends in the last part.
        var end = buffer.lastCharacterBoundary
        if let newline = buffer[(end - Self.overlap)..<end].lastIndex(of: UInt8(ascii: "\n")) { end = newline + 1 }
        let middle = end - Self.overlap / 2
        inspect(upTo: end, counting: countedUpTo..<middle, &findings)
        var start = end - Self.overlap
        while buffer[start] & 0xC0 == 0x80 { start += 1 }
        buffer.removeFirst(start)
        countedUpTo = middle - start
    }

    private mutating func inspect(upTo end: Int, counting range: Range<Int>, _ findings: inout FileFindings) {
        findings.inspect(Array(buffer[..<end]), field: field, counting: range)
        windows += 1
    }
}
