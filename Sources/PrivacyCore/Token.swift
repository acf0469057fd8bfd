// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The TYPE part of a token: 2 to 10 letters A–Z.
package struct TokenLabel: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// `nil` unless the text is 2 to 10 letters A–Z.
    package init?(_ text: String) {
        let isLabel =
            (TokenGrammar.labelLengths).contains(text.utf8.count) && text.utf8.allSatisfy(TokenGrammar.isLetter)
        guard isLabel else { return nil }
        self.text = text
    }

    package var description: String { text }
    /// The label of tokens that stand for text which looked like a token itself.
    package static let literal = TokenLabel(unchecked: "LITERAL")

    private init(unchecked text: String) { self.text = text }
}

/// The stand-in for a value: a type, 40 random bits and a check character (DESIGN §5).
package struct Token: Hashable, Sendable, CustomStringConvertible {
    package let label: TokenLabel
    /// Eight characters of the token alphabet; the first four are shared by all mentions of one person.
    package let body: String

    /// `nil` unless `body` is eight characters of the alphabet.
    package init?(label: TokenLabel, body: String) {
        guard body.utf8.count == TokenGrammar.bodyLength, body.utf8.allSatisfy({ TokenGrammar.value(of: $0) != nil })
        else { return nil }
        self.label = label
        self.body = body
    }

    /// The check character over label and body.
    package var check: UInt8 { TokenGrammar.check(label: label.text.utf8, body: body.utf8) }

    /// `TYPE_XXXXXXXXC`, for fields that allow only `[A-Za-z0-9_-]`.
    package var bare: String { "\(label.text)_\(body)\(Character(Unicode.Scalar(check)))" }

    /// `[TYPE_XXXXXXXXC]`, the form in running text.
    package var bracketed: String { "[\(bare)]" }

    package var description: String { bracketed }
}
