// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON text that arrives in pieces, such as a tool call's arguments, and says of every character in how many
/// strings it stands, so that what is written there can be escaped as often.
///
/// It never refuses: a text that does not begin like JSON is read as plain text, and broken JSON is passed on.
struct JSONLaneLexer: Sendable {
    private enum State {
        /// White space only so far. → `outside`, `string` or `plainText`
        case start
        /// Not JSON.
        case plainText
        /// Between strings. → `string`
        case outside
        /// In a string. → `outside`
        case string
    }

    private var state = State.start
    private var escapes = EscapeDecoder()
    private var nested = NestedJSONLexer()

    mutating func consume(_ byte: UInt8, into buffer: inout LaneBuffer) {
        buffer.appendRaw(byte)
        switch state {
        case .start: begin(byte, into: &buffer)
        case .plainText: buffer.append(byte, width: 1, level: LaneBuffer.Level.plain)
        case .outside:
            buffer.append(byte, width: 1, level: LaneBuffer.Level.structure)
            if byte == UInt8(ascii: "\"") { enterString() }
        case .string:
            if byte == UInt8(ascii: "\""), !escapes.isPending {
                nested.finish(into: &buffer)
                buffer.append(byte, width: 1, level: LaneBuffer.Level.structure)
                state = .outside
            } else if case .character(let utf8, let width, _) = escapes.consume(byte, width: 1) {
                for (index, unit) in utf8.enumerated() {
                    nested.consume(unit, width: index == 0 ? width : 0, into: &buffer)
                }
            }
        }
    }

    /// The lane has ended, perhaps in the middle of an escape.
    mutating func finish(into buffer: inout LaneBuffer) {
        nested.finish(into: &buffer)
        let left = escapes.finish()
        if left > 0 { buffer.append(LaneBuffer.opaque, width: left, level: LaneBuffer.Level.structure) }
    }

    private mutating func begin(_ byte: UInt8, into buffer: inout LaneBuffer) {
        switch byte {
        case _ where ASCII.isWhitespace(byte): break
        case UInt8(ascii: "{"), UInt8(ascii: "["): state = .outside
        case UInt8(ascii: "\""): enterString()
        default:
            state = .plainText
            return buffer.append(byte, width: 1, level: LaneBuffer.Level.plain)
        }
        buffer.append(byte, width: 1, level: LaneBuffer.Level.structure)
    }

    private mutating func enterString() {
        state = .string
        nested = NestedJSONLexer()
    }
}
