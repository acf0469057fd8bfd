// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Follows the target of a Markdown link or image, `](target)` or `](<target>)`, or of a reference's definition,
/// `]: target` or `]: <target>`, byte by byte.
///
/// A definition reads like a label with what belongs to it (`[Name]: …`), so its target counts only from a byte on that
/// names of hosts need: a slash, a backslash or a colon.
///
/// Where Markdown and this differ, this takes the longer target: one token too few restored is the safe side.
struct MarkdownTarget: Sendable {
    private enum State {
        /// Outside; → `bracket` on `]`.
        case outside
        /// After `]`; → `opened` on `(`, `defined` on `:`, else `outside`.
        case bracket
        /// After `](` and white space; → `angle` on `<`, `outside` on `)`, else `target`.
        case opened
        /// In the target, with so many parentheses open; → `outside` on white space or the closing one.
        case target(depth: Int)
        /// In `<…>`; → `outside` on `>` or a line's end.
        case angle
        /// After `]:` and white space; → `definition`.
        case defined
        /// In the target of a definition; → `outside` on white space, or in `<…>` on `>` or a line's end.
        case definition(isAngle: Bool, isURL: Bool)
    }

    private var state = State.outside
    private var isEscaped = false

    var isInside: Bool {
        switch state {
        case .outside, .bracket: false
        case .opened, .target, .angle, .defined, .definition: true
        }
    }

    /// Whether what is inside may name a host, too.
    var isURL: Bool {
        switch state {
        case .outside, .bracket, .defined, .definition(_, isURL: false): false
        case .opened, .target, .angle, .definition(_, isURL: true): true
        }
    }

    /// Whether a backslash takes the next byte's meaning away.
    private var isEscapable: Bool {
        switch state {
        case .opened, .target, .angle: true
        case .outside, .bracket, .defined, .definition: false
        }
    }

    mutating func consume(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\"), isEscapable {
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
        case .defined: state = .definition(isAngle: false, isURL: false)
        case .target, .angle, .definition: break
        }
    }

    private func next(after byte: UInt8) -> State {
        switch state {
        case .outside:
            return byte == UInt8(ascii: "]") ? .bracket : .outside
        case .bracket:
            if byte == UInt8(ascii: "(") { return .opened }
            if byte == UInt8(ascii: ":") { return .defined }
            return byte == UInt8(ascii: "]") ? .bracket : .outside
        case .opened:
            if ASCII.isWhitespace(byte) { return .opened }
            return byte == UInt8(ascii: "<") ? .angle : inTarget(byte, depth: 0)
        case .target(let depth):
            return ASCII.isWhitespace(byte) ? .outside : inTarget(byte, depth: depth)
        case .angle:
            return byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\n") ? .outside : .angle
        case .defined:
            if ASCII.isWhitespace(byte) { return .defined }
            return byte == UInt8(ascii: "<")
                ? .definition(isAngle: true, isURL: false) : inDefinition(byte, isAngle: false, isURL: false)
        case .definition(let isAngle, let isURL): return inDefinition(byte, isAngle: isAngle, isURL: isURL)
        }
    }

    private func inDefinition(_ byte: UInt8, isAngle: Bool, isURL: Bool) -> State {
        switch byte {
        case UInt8(ascii: "\n"): .outside
        case UInt8(ascii: ">") where isAngle: .outside
        case _ where ASCII.isWhitespace(byte) && !isAngle: .outside
        // What follows a bracket here may be the target of a link within the line.
        case UInt8(ascii: "]") where !isURL: .bracket
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: ":"): .definition(isAngle: isAngle, isURL: true)
        default: .definition(isAngle: isAngle, isURL: isURL)
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
