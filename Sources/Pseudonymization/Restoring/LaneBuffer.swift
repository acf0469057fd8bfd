// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The part of a lane that is not yet decided: its text without escapes, and the bytes it came as.
struct LaneBuffer: Sendable {
    /// How a replacement must be written at a place.
    enum Level {
        /// Between the strings of a JSON text: nothing may be written.
        static let structure: Int8 = -1
        /// As it is.
        static let plain: Int8 = 0
    }

    /// Stands in `text` for an escape that means no character of a token or URL; never part of UTF-8.
    static let opaque: UInt8 = 0xFF

    /// The text.
    private(set) var text: [UInt8] = []
    /// For each byte of `text`, how many bytes of `raw` it came as; 0 for all but the first of an escaped character.
    private(set) var widths: [UInt8] = []
    /// For each byte of `text`, in how many JSON strings it stands, or `Level.structure`.
    private(set) var levels: [Int8] = []
    /// What came, escapes that are not complete yet included.
    private(set) var raw: [UInt8] = []

    mutating func appendPlain(_ bytes: [UInt8]) {
        text.append(contentsOf: bytes)
        raw.append(contentsOf: bytes)
        widths.append(contentsOf: repeatElement(1, count: bytes.count))
        levels.append(contentsOf: repeatElement(Level.plain, count: bytes.count))
    }

    mutating func appendRaw(_ byte: UInt8) { raw.append(byte) }

    mutating func append(_ byte: UInt8, width: Int, level: Int8) {
        text.append(byte)
        widths.append(UInt8(clamping: width))
        levels.append(level)
    }

    mutating func removeFirst(textCount: Int, rawCount: Int) {
        text.removeFirst(textCount)
        widths.removeFirst(textCount)
        levels.removeFirst(textCount)
        raw.removeFirst(rawCount)
    }

    /// The end of the longest part of `text` from `start` on that came as at most `limit` bytes.
    func end(from start: Int, within limit: Int) -> Int {
        var total = 0
        var index = start
        while index < text.count {
            total += Int(widths[index])
            if total > limit { return index }
            index += 1
        }
        return index
    }
}
