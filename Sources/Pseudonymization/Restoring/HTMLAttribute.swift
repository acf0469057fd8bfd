// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Follows HTML tags and knows when the text is in an attribute that browsers load or follow, byte by byte.
struct HTMLAttribute: Sendable {
    private enum State: Equatable {
        /// Outside a tag; → `opened` on `<`.
        case outside
        /// After `<`; → `tagName` on a letter, else `outside`.
        case opened
        /// → `between` on white space or `/`, `outside` on `>`.
        case tagName
        /// Between attributes; → `name`, or `outside` on `>`.
        case between
        /// In an attribute's name; → `beforeValue` on `=`, `afterName` on white space.
        case name
        /// → `beforeValue` on `=`, `name` on anything else.
        case afterName
        /// After `=`; → `value`.
        case beforeValue
        /// In a value that `quote` ends; 0 for one without quotes, which white space or `>` ends.
        case value(quote: UInt8)
    }

    private var state = State.outside
    /// The name being read, lower case, at most one byte longer than the longest in `loading`.
    private var name: [UInt8] = []

    /// Whether the text is in the value of an attribute that holds URLs.
    var isInside: Bool {
        switch state {
        case .beforeValue, .value: Self.loading.contains(name)
        default: false
        }
    }

    mutating func consume(_ byte: UInt8) {
        switch state {
        case .outside: if byte == UInt8(ascii: "<") { state = .opened }
        case .opened:
            if byte != UInt8(ascii: "<") { state = ASCII.isLetter(byte) ? .tagName : .outside }
        case .tagName:
            if byte == UInt8(ascii: ">") { state = .outside } else if isGap(byte) { state = .between }
        case .between, .afterName: startName(byte)
        case .name: continueName(byte)
        case .beforeValue: startValue(byte)
        case .value(let quote):
            if quote == 0 {
                if ASCII.isWhitespace(byte) { state = .between }
                if byte == UInt8(ascii: ">") { state = .outside }
            } else if byte == quote {
                state = .between
            }
        }
    }

    /// A token passed.
    mutating func consumeToken() {
        if state == .opened { state = .outside }
        if state == .beforeValue { state = .value(quote: 0) }
    }

    private mutating func startName(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            state = .outside
        } else if byte == UInt8(ascii: "="), state == .afterName {
            state = .beforeValue
        } else if !isGap(byte) {
            name = [ASCII.lowercased(byte)]
            state = .name
        }
    }

    private mutating func continueName(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "="): state = .beforeValue
        case UInt8(ascii: ">"): state = .outside
        case UInt8(ascii: "/"): state = .between
        case _ where ASCII.isWhitespace(byte): state = .afterName
        default: if name.count <= Self.longestName { name.append(ASCII.lowercased(byte)) }
        }
    }

    private mutating func startValue(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .value(quote: byte)
        case UInt8(ascii: ">"): state = .outside
        case _ where ASCII.isWhitespace(byte): break
        default: state = .value(quote: 0)
        }
    }

    private func isGap(_ byte: UInt8) -> Bool { ASCII.isWhitespace(byte) || byte == UInt8(ascii: "/") }

    /// Attributes whose value is loaded, followed or may hold a URL to load (HTML Living Standard, attributes index).
    private static let loading: Set<[UInt8]> = Set(
        [
            "action", "archive", "background", "cite", "classid", "codebase", "content", "data", "dynsrc", "formaction",
            "href", "icon", "imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src",
            "srcdoc", "srcset", "style", "usemap", "xlink:href",
        ].map { Array($0.utf8) })

    private static let longestName = loading.map(\.count).max() ?? 0
}
