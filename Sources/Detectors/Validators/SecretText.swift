// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Whether a text after "password:" looks like a value that somebody chose or generated.
package enum SecretText {
    /// Words that stand where a password would, in lower case.
    private static let placeholders: Set<[UInt8]> = Set(
        [
            "password", "passwd", "secret", "token", "none", "null", "nil", "true", "false", "undefined", "changeme",
            "example", "required", "optional", "string", "your_password", "yourpassword", "redacted", "hidden",
        ].map { Array($0.utf8) })

    /// Whether the text has digits or signs in it, as generated values do, and is no placeholder, call or variable.
    package static func isLikely(_ text: [UInt8]) -> Bool {
        isChosen(text) && text.contains { $0.isASCIIDigit || symbols.contains($0) }
    }

    /// Whether the text can be somebody's choice: no placeholder, call or variable, and not one character repeated.
    package static func isChosen(_ text: [UInt8]) -> Bool {
        guard text.count >= 4, let first = text.first else { return false }
        return !isReference(text) && !placeholders.contains(text.map(\.asciiLowercased))
            && !text.allSatisfy { $0 == first }
    }

    private static let symbols = Set("!@#$%^&*+=?~".utf8)

    /// A shell variable, a template, a call or a mask: `$DB_PASSWORD`, `{{ password }}`, `<your password>`,
    /// `getpass()`, `os.environ[…]`, `****`.
    private static func isReference(_ text: [UInt8]) -> Bool {
        if let first = text.first, Set("$%<{[(*&.".utf8).contains(first) { return true }
        return text.contains { Set("{}<>[]".utf8).contains($0) } || isMask(text) || isCall(text)
    }

    /// Two stars together, or one behind letters alone, as forms mark what they require; one beside digits is a character like
    /// any other: `Heather*Moss77`.
    private static func isMask(_ text: [UInt8]) -> Bool {
        let star = UInt8(ascii: "*")
        if text.last == star, !text.contains(where: \.isASCIIDigit) { return true }
        return zip(text, text.dropFirst()).contains { $0 == star && $1 == star }
    }

    /// A name with a parenthesis behind it, or what was cut out of one; not `P@ss(word)1`.
    private static func isCall(_ text: [UInt8]) -> Bool {
        guard let open = text.firstIndex(of: UInt8(ascii: "(")) else { return text.contains(UInt8(ascii: ")")) }
        return text[..<open].allSatisfy { $0.isASCIIAlphanumeric || "_.".utf8.contains($0) }
    }
}
