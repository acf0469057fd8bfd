// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import FoundationEssentials

/// Who answers for the file that a legal list stands in.
package enum ListOrigin: Sendable, Equatable {
    /// It is as this release has it, byte for byte.
    case release
    /// Signed by the key of this id.
    case signed(by: String)
    /// Nobody but whoever can write the file.
    case unsigned
}

/// The name of a file's content.
package enum ListDigest {
    /// SHA-256 in lower-case hexadecimal digits.
    package static func hexadecimal(of content: Data) -> String {
        SHA256.hash(data: content).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
