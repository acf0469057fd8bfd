// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A text with one value in it, as scalars, so that a mutator can change the value and still know where it stands.
package struct MarkedText: Sendable {
    package var before: [Unicode.Scalar]
    package var value: [Unicode.Scalar]
    package var after: [Unicode.Scalar]

    /// The value stands at `range` of `utf8`.
    package init(utf8: [UInt8], value range: Range<Int>) {
        func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
            Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        }
        before = scalars(utf8[..<range.lowerBound])
        value = scalars(utf8[range])
        after = scalars(utf8[range.upperBound...])
    }

    package var utf8: [UInt8] { Self.utf8(before + value + after) }

    /// Where the value stands in `utf8`.
    package var range: Range<Int> {
        let start = Self.utf8(before).count
        return start..<start + Self.utf8(value).count
    }

    /// The language around the value; of the value itself where it stands alone.
    package var language: Language { Language(of: before + after) ?? Language(of: value) ?? .english }

    /// The languages that shares are counted for.
    package enum Language: String, CaseIterable, Sendable {
        case russian = "ru"
        case english = "en"
        case arabic = "ar"

        /// By most letters; `nil` without letters.
        init?(of scalars: [Unicode.Scalar]) {
            let counts = [
                (Self.russian, scalars.count(where: \.isCyrillic)), (.english, scalars.count(where: \.isLatin)),
                (.arabic, scalars.count(where: \.isArabicLetter)),
            ]
            guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return nil }
            self = most.0
        }
    }

    /// All letters around the value changed by `change`, and those of the value too if `includingValue`.
    package mutating func mapScalars(
        includingValue: Bool = true, _ change: (Unicode.Scalar) -> [Unicode.Scalar]
    ) {
        before = before.flatMap(change)
        after = after.flatMap(change)
        if includingValue { value = value.flatMap(change) }
    }

    static func utf8(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return Array(text.utf8)
    }
}

extension Unicode.Scalar {
    var isASCIIDigit: Bool { "0"..."9" ~= self }
    var isLatin: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }
    var isCyrillic: Bool { 0x400..<0x530 ~= value }
    var isArabicLetter: Bool { 0x620...0x64A ~= value || 0x66E...0x6D3 ~= value }

    /// The value of a decimal digit of ASCII or Arabic.
    var digitValue: Int? {
        switch value {
        case 0x30...0x39: Int(value - 0x30)
        case 0x660...0x669: Int(value - 0x660)
        case 0x6F0...0x6F9: Int(value - 0x6F0)
        default: nil
        }
    }
}
