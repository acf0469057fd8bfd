// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Decodes quoted-printable (RFC 2045 §6.7): `=D0=98`, and lines that a lone `=` at their end joins.
///
/// One `=41` says nothing (`id=41`); a row of two, `=3D` or a joined line say that the text is encoded, and then single
/// ones are read, too.
struct QuotedPrintableRuns {
    private var rows: [ViewRun] = []
    private var singles: [ViewRun] = []

    /// What was read; empty if nothing says that the text is quoted-printable.
    var runs: [ViewRun] { rows.isEmpty ? [] : rows + singles }

    /// Reads what begins with the `=` at `offset`, up to the first byte that is no text; where it ends, or `offset` if it is
    /// nothing of the kind.
    mutating func read(_ text: [UInt8], at offset: Int) -> Int {
        var readable = ReadableText()
        var end = offset
        var whole = (end: offset, count: 0)
        while end < text.count, text[end] == UInt8(ascii: "=") {
            if let byte = HexadecimalRun.byte(text, at: end + 1) {
                guard readable.append(byte) else { break }
                end += 3
            } else if let next = Self.lineStart(text, after: end), !readable.isEmpty || Self.joins(text, end, next) {
                end = next
            } else {
                break
            }
            if readable.isComplete || readable.isEmpty { whole = (end, readable.bytes.count) }
        }
        guard whole.end > offset else { return offset }
        let run = ViewRun(offset..<whole.end, Array(readable.bytes.prefix(whole.count)), kind: .quotedPrintable)
        let isSign = whole.count != 1 || readable.bytes[0] == UInt8(ascii: "=")
        if isSign { rows.append(run) } else { singles.append(run) }
        return whole.end
    }

    /// Whether the line break joins two parts of a text: nothing blank on either side.
    private static func joins(_ text: [UInt8], _ offset: Int, _ next: Int) -> Bool {
        offset > 0 && text[offset - 1] > 0x20 && next < text.count && text[next] > 0x20
    }

    private static func lineStart(_ text: [UInt8], after offset: Int) -> Int? {
        var next = offset + 1
        if next < text.count, text[next] == UInt8(ascii: "\r") { next += 1 }
        return next < text.count && text[next] == UInt8(ascii: "\n") ? next + 1 : nil
    }
}
