// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Decodes the escapes of a JSON string whose characters come one by one (RFC 8259 §7).
struct EscapeDecoder: Sendable {
    /// What one more character made.
    enum Outcome {
        /// Nothing yet.
        case pending
        /// A character of the text: its UTF-8, and how many bytes it came as. The flag: it was escaped.
        case character([UInt8], width: Int, isEscaped: Bool)
    }

    private enum State {
        case text
        /// After the backslash.
        case escape
        /// After `\u`, with so many digits read.
        case digits(count: Int, value: UInt16)
    }

    private var state = State.text
    private var width = 0

    /// Whether the last characters are an escape that is not complete.
    var isPending: Bool { width > 0 }

    /// Takes a character that came as `width` bytes. A character that breaks an escape makes it opaque.
    mutating func consume(_ byte: UInt8, width added: Int) -> Outcome {
        switch state {
        case .text:
            guard byte == UInt8(ascii: "\\") else { return .character([byte], width: added, isEscaped: false) }
            state = .escape
            width = added
            return .pending
        case .escape:
            width += added
            if byte == UInt8(ascii: "u") {
                state = .digits(count: 0, value: 0)
                return .pending
            }
            return finish([Self.meaning(of: byte)])
        case .digits(let count, let value):
            width += added
            guard let digit = ASCII.hexValue(byte) else { return finish([LaneBuffer.opaque]) }
            let value = value << 4 | UInt16(digit)
            guard count == 3 else {
                state = .digits(count: count + 1, value: value)
                return .pending
            }
            return finish(Unicode.Scalar(value).map { Array(Character($0).utf8) } ?? [LaneBuffer.opaque])
        }
    }

    /// The string ended within an escape: how many bytes are left, to be passed on as they are.
    mutating func finish() -> Int {
        defer { width = 0 }
        state = .text
        return width
    }

    private mutating func finish(_ utf8: [UInt8]) -> Outcome {
        .character(utf8, width: finish(), isEscaped: true)
    }

    private static func meaning(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: LaneBuffer.opaque
        }
    }
}
