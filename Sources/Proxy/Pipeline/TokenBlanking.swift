// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization

/// Takes token-like words out of a text that is only searched, not sent.
package enum TokenBlanking {
    /// The text with each `LABEL_XXXXXXXXX`, in any case and with an escaped underscore, and each mark of a hash, as spaces of
    /// the same length.
    package static func blank(_ text: [UInt8]) -> [UInt8] {
        var blanked = text
        for mark in HashMark.places(in: text) {
            for index in mark { blanked[index] = UInt8(ascii: " ") }
        }
        var start = text.startIndex
        while let underscore = text[start...].firstIndex(of: UInt8(ascii: "_")) {
            start = underscore + 1
            let end = start + TokenGrammar.bodyLength + 1
            guard end <= text.count, text[start..<end].allSatisfy(isAlphabet) else { continue }
            let isEscaped = underscore > 0 && text[underscore - 1] == UInt8(ascii: "\\")
            let labelEnd = isEscaped ? underscore - 1 : underscore
            let label = text[..<labelEnd].reversed().prefix { isLetter($0) }.count
            guard TokenGrammar.labelLengths.contains(label) else { continue }
            for index in labelEnd - label..<end { blanked[index] = UInt8(ascii: " ") }
            start = end
        }
        return blanked
    }

    private static func isAlphabet(_ byte: UInt8) -> Bool { TokenGrammar.value(of: uppercased(byte)) != nil }

    private static func isLetter(_ byte: UInt8) -> Bool { TokenGrammar.isLetter(uppercased(byte)) }

    private static func uppercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
    }
}
