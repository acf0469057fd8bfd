// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What names of callers, tenants and purposes are made of.
package enum PlainName {
    /// Says what a name may be, for errors.
    package static let expectation = "names are letters, digits, and . _ - (at most 64), with no long numbers in them"

    /// What begins the name that a token's subject gets. Keys and certificates name nobody so, because whoever could choose
    /// such a name would be the same caller as a token's.
    package static let subjectPrefix = "u-"
    /// Says what the name of a key's or a certificate's owner may be, for errors.
    package static let ownerExpectation = expectation + ", and begin with u- for subjects of tokens alone"

    /// Whether a key or a certificate may name its owner so.
    package static func isOwner(_ text: some StringProtocol) -> Bool {
        isValid(text) && !text.utf8.starts(with: subjectPrefix.utf8)
    }

    /// Names go to audit records, metric labels and log lines, so they are short and plain: 1 to 64 of ASCII letters, digits
    /// and `._-`, at most 8 digits in a row and 10 with marks between them, so that neither an address nor a person's number
    /// fits. The audit log takes no others.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        ConfiguredName.isValid(text, upTo: 64, marks: "._-")
    }
}
