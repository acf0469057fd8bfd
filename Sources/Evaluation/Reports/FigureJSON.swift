// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// JSON with fractions, which the records of this program never have: figures are written so that reading them gives the
/// same number again.
indirect enum FigureJSON {
    case object([(String, FigureJSON)])
    case array([FigureJSON])
    case string(String)
    case count(Int)
    case share(Double)
    case null

    /// The text, one member a line down to `depth` levels.
    func text(depth: Int, indent: Int = 0) -> String {
        switch self {
        case .object(let members):
            Self.list(
                members.map { "\(Self.quoted($0.0)): " + $0.1.text(depth: depth - 1, indent: indent + 1) }, "{}", depth,
                indent)
        case .array(let elements):
            Self.list(elements.map { $0.text(depth: depth - 1, indent: indent + 1) }, "[]", depth, indent)
        case .string(let text): Self.quoted(text)
        case .count(let number): String(number)
        case .share(let number): String(number)
        case .null: "null"
        }
    }

    private static func list(_ parts: [String], _ brackets: String, _ depth: Int, _ indent: Int) -> String {
        let (open, close) = (String(brackets.prefix(1)), String(brackets.suffix(1)))
        guard depth > 0, !parts.isEmpty else { return open + parts.joined(separator: ", ") + close }
        let space = "\n" + String(repeating: " ", count: indent + 1)
        return open + space + parts.joined(separator: "," + space) + "\n" + String(repeating: " ", count: indent)
            + close
    }

    private static func quoted(_ text: String) -> String {
        "\"" + String(decoding: JSONEscaper.escape(Array(text.utf8), levels: 1), as: UTF8.self) + "\""
    }
}
