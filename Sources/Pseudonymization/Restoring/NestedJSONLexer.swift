// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the text of one JSON string and knows whether it is JSON itself, with strings of a second level.
///
/// Which it is shows in its first two characters: `{"`, `[{` or `["` begin JSON; a token's bracket before a letter
/// does not. Outside its inner strings text stays text of the outer string.
struct NestedJSONLexer: Sendable {
    private enum State {
        /// White space only so far. → `afterBrace`, `afterBracket` or `plain`
        case start
        /// After `{`. → `outside`, `inner` or `plain`
        case afterBrace
        /// After `[`. → `afterBrace`, `inner` or `plain`
        case afterBracket
        /// Not JSON.
        case plain
        /// Between inner strings. → `inner`
        case outside
        /// In an inner string. → `outside`
        case inner
    }

    private static let outerLevel: Int8 = 1
    private static let innerLevel: Int8 = 2

    private var state = State.start
    private var escapes = EscapeDecoder()

    mutating func consume(_ byte: UInt8, width: Int, into buffer: inout LaneBuffer) {
        switch state {
        case .inner:
            if byte == UInt8(ascii: "\""), !escapes.isPending {
                state = .outside
                buffer.append(byte, width: width, level: LaneBuffer.Level.structure)
            } else if case .character(let utf8, let width, _) = escapes.consume(byte, width: width) {
                for (index, unit) in utf8.enumerated() {
                    buffer.append(unit, width: index == 0 ? width : 0, level: Self.innerLevel)
                }
            }
        case .plain:
            buffer.append(byte, width: width, level: Self.outerLevel)
        case .start, .afterBrace, .afterBracket, .outside:
            state = next(after: byte)
            let isQuote = byte == UInt8(ascii: "\"") && state == .inner
            buffer.append(byte, width: width, level: isQuote ? LaneBuffer.Level.structure : Self.outerLevel)
        }
    }

    /// The string has ended, perhaps in the middle of an inner escape.
    mutating func finish(into buffer: inout LaneBuffer) {
        let left = escapes.finish()
        if left > 0 { buffer.append(LaneBuffer.opaque, width: left, level: LaneBuffer.Level.structure) }
    }

    private func next(after byte: UInt8) -> State {
        if ASCII.isWhitespace(byte) { return state }
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")): return .afterBrace
        case (.start, UInt8(ascii: "[")): return .afterBracket
        case (.afterBracket, UInt8(ascii: "{")): return .afterBrace
        case (.afterBrace, UInt8(ascii: "}")): return .outside
        case (.afterBrace, UInt8(ascii: "\"")), (.afterBracket, UInt8(ascii: "\"")), (.outside, UInt8(ascii: "\"")):
            return .inner
        case (.outside, _): return .outside
        default: return .plain
        }
    }
}
