// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a structural string may look like. A field is exempt from scanning for what it is meant to hold, not for
/// whatever somebody puts there.
enum StructuralText {
    private static let maxLength = 128
    /// Digits of an identifier that may be somebody's number.
    private static let minNumberDigits = 9
    /// Shorter runs of base64 letters are just words.
    private static let minBase64Length = 256

    /// Up to 128 letters, digits and `_ . : / -` of ASCII.
    static func isIdentifier(_ utf8: [UInt8]) -> Bool {
        utf8.count <= maxLength && utf8.allSatisfy { isAlphanumeric($0) || identifierMarks.contains($0) }
    }

    /// An identifier that is nothing but a number as long as those that stand for a person.
    static func isNumber(_ utf8: [UInt8]) -> Bool {
        guard isIdentifier(utf8) else { return false }
        let digits = utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits >= minNumberDigits && !utf8.contains { isAlphanumeric($0) && $0 > UInt8(ascii: "9") }
    }

    /// A base64 data URL (RFC 2397), or base64 long enough that it is no word.
    static func isBase64(_ utf8: [UInt8]) -> Bool {
        guard utf8.starts(with: "data:".utf8) else { return utf8.count >= minBase64Length && isBase64Text(utf8[...]) }
        guard let comma = utf8.firstIndex(of: UInt8(ascii: ",")) else { return false }
        let header = Array(utf8[5..<comma])
        return header.suffix(7).elementsEqual(";base64".utf8) && header.count <= maxLength
            && header.allSatisfy { isAlphanumeric($0) || headerMarks.contains($0) }
            && isBase64Text(utf8[(comma + 1)...])
    }

    /// Whether every byte is one of base64, in either alphabet: what is sealed or signed.
    static func isOpaque(_ utf8: [UInt8]) -> Bool {
        utf8.allSatisfy { isAlphanumeric($0) || opaqueMarks.contains($0) }
    }

    private static let identifierMarks = Array("_.:/-".utf8)
    private static let opaqueMarks = Array("+/=_-.:".utf8)
    private static let headerMarks = Array("_.+/;=-".utf8)
    private static let base64Marks = Array("+/=_-\r\n".utf8)

    private static func isBase64Text(_ utf8: ArraySlice<UInt8>) -> Bool {
        utf8.allSatisfy { isAlphanumeric($0) || base64Marks.contains($0) }
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
