// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The fixed word that stands for a value nothing keeps. The colon and the hyphen keep it apart from every token.
enum RedactionMark {
    /// `[REDACTED:SECRET]`; where only `[A-Za-z0-9_-]` may stand, `REDACTED-SECRET`.
    static func text(for label: TokenLabel, isIdentifier: Bool) -> [UInt8] {
        Array((isIdentifier ? "REDACTED-\(label)" : "[REDACTED:\(label)]").utf8)
    }

    /// The same for a key of an object in which an earlier key was redacted alike: keys must differ.
    static func keyText(for label: TokenLabel, number: Int) -> [UInt8] {
        number == 1 ? text(for: label, isIdentifier: false) : Array("[REDACTED:\(label)-\(number)]".utf8)
    }

    /// Whether bytes of an outgoing body are such a word.
    static func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
        let inner = bytes.filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        let isMark = inner.starts(with: "REDACTED:".utf8) || inner.starts(with: "REDACTED-".utf8)
        return isMark
            && inner.dropFirst(9).allSatisfy {
                TokenGrammar.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-")
            }
    }
}
