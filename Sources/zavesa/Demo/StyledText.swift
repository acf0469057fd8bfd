// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Text in spans of one style, and how to set it in a column.
struct StyledText {
    enum Style: String {
        case plain = ""
        /// A value that must not leave.
        case value = "\u{1B}[1;31m"
        /// A token in its place.
        case token = "\u{1B}[1;32m"
        case title = "\u{1B}[1m"
        case quiet = "\u{1B}[2m"
    }

    struct Span {
        var text: String
        var style: Style
    }

    var spans: [Span] = []

    init(_ text: String, _ style: Style = .plain) {
        spans = [Span(text: text, style: style)]
    }

    init(_ spans: [Span]) {
        self.spans = spans
    }

    /// Lines of at most `width` columns, broken at spaces.
    func lines(width: Int) -> [StyledText] {
        var lines = [StyledText([])]
        var used = 0
        for span in spans {
            for (number, paragraph) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 {
                    lines.append(StyledText([]))
                    used = 0
                }
                for word in Self.words(paragraph) {
                    let columns = Self.columns(word)
                    if used > 0, used + columns > width {
                        lines.append(StyledText([]))
                        used = 0
                    }
                    let text = used == 0 ? String(word.drop { $0 == " " }) : String(word)
                    lines[lines.count - 1].spans.append(Span(text: text, style: span.style))
                    used += Self.columns(text[...])
                }
            }
        }
        return lines
    }

    /// The line, filled up with spaces to `width` columns.
    func line(width: Int, isColored: Bool) -> String {
        let used = spans.reduce(0) { $0 + Self.columns($1.text[...]) }
        return rendered(isColored: isColored) + String(repeating: " ", count: max(0, width - used))
    }

    /// With escape codes where `isColored`.
    func rendered(isColored: Bool) -> String {
        spans.map { span in
            isColored && span.style != .plain ? span.style.rawValue + span.text + "\u{1B}[0m" : span.text
        }.joined()
    }

    /// Words, each with the spaces before it.
    private static func words(_ text: Substring) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            let word = text[start...].firstIndex { $0 != " " } ?? text.endIndex
            let end = text[word...].firstIndex(of: " ") ?? text.endIndex
            words.append(text[start..<end])
            start = end
        }
        return words
    }

    /// Columns on a terminal; combining marks take none.
    private static func columns(_ text: Substring) -> Int {
        text.unicodeScalars.count { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: false
            default: true
            }
        }
    }
}
