// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The spellings in which tokens go out; every other one is a repair.
enum CanonicalSpelling {
    /// Whether `text` is `[TYPE_XXXXXXXXC]`, with or without a case, or in an identifier the same without brackets.
    static func matches(_ text: ArraySlice<UInt8>, token: [UInt8], isIdentifier: Bool) -> Bool {
        var inner = text
        if !isIdentifier {
            guard inner.popFirst() == UInt8(ascii: "["), inner.popLast() == UInt8(ascii: "]") else { return false }
        }
        guard inner.starts(with: token) else { return false }
        let suffix = inner.dropFirst(token.count)
        if suffix.isEmpty { return true }
        guard suffix.count == 2, suffix.first == UInt8(ascii: "_"), let letter = suffix.last else { return false }
        return TokenGrammar.caseSuffixes.contains(letter)
    }
}
