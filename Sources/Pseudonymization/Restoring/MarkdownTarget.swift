// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Follows the target of a Markdown link or image, `](target)` or `](<target>)`, byte by byte.
///
/// Where Markdown and this differ, this takes the longer target: one token too few restored is the safe side.
struct MarkdownTarget: Sendable {
    private enum State {
        /// Outside; → `bracket` on `]`.
        case outside
        /// After `]`; → `opened` on `(`, else `outside`.
        case bracket
        /// After `](` and white space; → `angle` on `<`, `outside` on `)`, else `target`.
        case opened
        /// In the target, with so many parentheses open; → `outside` on white space or the closing one.
        case target(depth: Int)
        /// In `<…>`; → `outside` on `>` or a line's end.
        case angle
    }

    private var state = State.outside
    private var isEscaped = false

    var isInside: Bool {
        switch state {
        case .outside, .bracket: false
        case .opened, .target, .angle: true
        }
    }

    mutating func consume(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\"), isInside {
            isEscaped = true
        } else {
            state = next(after: byte)
        }
    }

    /// A token passed: its own bracket begins no target.
    mutating func consumeToken() {
        isEscaped = false
        switch state {
        case .outside, .bracket: state = .outside
        case .opened: state = .target(depth: 0)
        case .target, .angle: break
        }
    }

    private func next(after byte: UInt8) -> State {
        switch state {
        case .outside:
            return byte == UInt8(ascii: "]") ? .bracket : .outside
        case .bracket:
            if byte == UInt8(ascii: "(") { return .opened }
            return byte == UInt8(ascii: "]") ? .bracket : .outside
        case .opened:
            if ASCII.isWhitespace(byte) { return .opened }
            return byte == UInt8(ascii: "<") ? .angle : inTarget(byte, depth: 0)
        case .target(let depth):
            return ASCII.isWhitespace(byte) ? .outside : inTarget(byte, depth: depth)
        case .angle:
            return byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\n") ? .outside : .angle
        }
    }

    private func inTarget(_ byte: UInt8, depth: Int) -> State {
        switch byte {
        case UInt8(ascii: "("): .target(depth: min(depth + 1, 1000))
        case UInt8(ascii: ")"): depth == 0 ? .outside : .target(depth: depth - 1)
        default: .target(depth: depth)
        }
    }
}
