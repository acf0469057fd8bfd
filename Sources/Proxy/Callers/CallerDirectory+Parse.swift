// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Why a keys file was not read. Holds the line's number and no part of it.
package struct KeysFileError: Error, Equatable, Sendable, CustomStringConvertible {
    package let line: Int
    package let expectation: String

    package var description: String { "line \(line): \(expectation)" }
}

extension CallerDirectory {
    /// Reads a keys file: one caller a line, `NAME TENANT sha256:HEX`; empty lines and lines with `#` are skipped.
    ///
    /// `HEX` is the SHA-256 of the key: `printf %s "$KEY" | sha256sum`.
    package init(parsing text: String) throws(KeysFileError) {
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard words.count == 3, let digest = Self.digest(words[2]) else {
                throw KeysFileError(line: index + 1, expectation: "expected NAME TENANT sha256:HEX")
            }
            guard words[..<2].allSatisfy(Self.isName) else {
                throw KeysFileError(line: index + 1, expectation: "names are letters, digits, and . _ - (at most 64)")
            }
            let caller = Caller(
                id: CallerID(rawValue: String(first)), tenant: TenantID(rawValue: String(words[1])))
            guard !entries.contains(where: { $0.caller == caller }) else {
                throw KeysFileError(line: index + 1, expectation: "this caller stands twice")
            }
            entries.append(Entry(caller: caller, digest: digest))
        }
        self.init(entries)
    }

    private static func digest(_ word: Substring) -> [UInt8]? {
        guard word.hasPrefix("sha256:") else { return nil }
        let hex = Array(word.dropFirst("sha256:".count).utf8)
        guard hex.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let byte = UInt8(String(decoding: hex[index..<index + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// Names go to audit records and metric labels: short and plain.
    private static func isName(_ word: Substring) -> Bool {
        word.utf8.count <= 64
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
