// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The hash of one record as a leaf of the log's tree: SHA-256(0x00 ‖ record), RFC 6962 §2.1.
package struct LeafHash: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// What stands in `prev` of the first record.
    package static let zero = LeafHash(unchecked: [UInt8](repeating: 0, count: 32))

    /// Hashes the canonical JSON of a record without its `integrity` member.
    package init(of canonicalRecord: [UInt8]) {
        self.init(of: canonicalRecord[...], [])
    }

    /// The same for a record that lies in two parts.
    init(of beginning: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>) {
        var hasher = SHA256()
        hasher.update(data: [0x00])
        hasher.update(data: beginning)
        hasher.update(data: end)
        bytes = Array(hasher.finalize())
    }

    /// Takes 64 lower-case hexadecimal digits; `nil` for anything else.
    package init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.decode(text.utf8), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.encode(bytes) }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }
}
