// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import TextNormalization

/// Makes the keyed hash that stands for a value whose action is `hash`: equal for equal values of a tenant, so that the
/// one who reads can count and join, and without the tenant's key no way back and no way to test a guess.
package struct ValueHash: Sendable {
    private let fingerprint: @Sendable ([UInt8], EntityType) -> [UInt8]

    /// `fingerprint` is a keyed hash of at least 10 bytes under a key of the tenant.
    package init(fingerprint: @escaping @Sendable ([UInt8], EntityType) -> [UInt8]) {
        self.fingerprint = fingerprint
    }

    /// The mark for a value. Letter case, width and marks over letters make no other value.
    func mark(for value: [UInt8], type: EntityType, label: TokenLabel) -> [UInt8] {
        HashMark.text(fingerprint(LetterCase.lowercased(AnalyzedText.fold(value)), type), label: label)
    }
}

/// How a hash is written: `[HASH:PHONE:7K2M9QXDRT5A8C3E]`, 80 bits in Crockford's base 32. The colons keep it apart from
/// every token.
package enum HashMark {
    /// 16 characters of 5 bits: two values of a tenant share one with a chance of 2⁻⁸⁰.
    private static let length = 16
    /// All of a mark after its first character.
    private static let longest = "HASH:".utf8.count + (TokenGrammar.labelLengths.max() ?? 0) + 1 + length + 1

    static func text(_ hash: [UInt8], label: TokenLabel) -> [UInt8] {
        var bits: UInt64 = 0
        var count = 0
        var body: [UInt8] = []
        for byte in hash {
            bits = bits << 8 | UInt64(byte)
            count += 8
            while count >= 5, body.count < length {
                count -= 5
                body.append(TokenGrammar.alphabet[Int(bits >> UInt64(count) & 31)])
            }
        }
        return Array("[HASH:\(label):".utf8) + body + [UInt8(ascii: "]")]
    }

    /// Where such marks stand in a text.
    package static func places(in text: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var rest = text[...]
        while let begin = rest.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[(begin + 1)...]
            // All the text of an answer comes by here: what no mark begins with must cost next to nothing.
            guard rest.first == UInt8(ascii: "H") else { continue }
            let end = rest.prefix(longest).firstIndex(of: UInt8(ascii: "]"))
            if let end, matches(text[begin...end]) { places.append(begin..<end + 1) }
        }
        return places
    }

    /// Whether bytes of an outgoing body are such a mark.
    static func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: "[HASH:".utf8), bytes.last == UInt8(ascii: "]") else { return false }
        let parts = bytes.dropFirst(6).dropLast().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return parts.count == 2 && TokenGrammar.labelLengths.contains(parts[0].count)
            && parts[0].allSatisfy(TokenGrammar.isLetter) && parts[1].count == length
            && parts[1].allSatisfy { TokenGrammar.value(of: $0) != nil }
    }
}
