// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Why a keys file was not read. Holds the line's number and no part of it.
package struct KeysFileError: Error, Equatable, Sendable, CustomStringConvertible {
    package let line: Int
    package let expectation: String

    package var description: String { "line \(line): \(expectation)" }
}

/// Keys files of one caller a line, `NAME TENANT sha256:HEX`; empty lines and lines with `#` are skipped.
///
/// `HEX` is the SHA-256 of the key: `printf %s "$KEY" | sha256sum`. Such keys never expire and allow every call.
package enum KeyLines {
    package static func entries(parsing text: String) throws(KeysFileError) -> [KeyEntry] {
        var entries: [KeyEntry] = []
        var callers: Set<Caller> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard words.count == 3, words[2].hasPrefix("sha256:"),
                let digest = Digest.bytes(hex: words[2].dropFirst("sha256:".count))
            else {
                throw KeysFileError(line: index + 1, expectation: "expected NAME TENANT sha256:HEX")
            }
            guard PlainName.isOwner(words[0]), PlainName.isValid(words[1]) else {
                throw KeysFileError(line: index + 1, expectation: PlainName.ownerExpectation)
            }
            let caller = Caller(
                id: CallerID(rawValue: String(first)), tenant: TenantID(rawValue: String(words[1])))
            guard callers.insert(caller).inserted else {
                throw KeysFileError(line: index + 1, expectation: "this caller stands twice")
            }
            entries.append(KeyEntry(id: nil, caller: caller, rights: .everyCall, digest: digest))
        }
        return entries
    }
}
