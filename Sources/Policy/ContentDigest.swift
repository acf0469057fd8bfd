// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import FoundationEssentials

/// The name of a content: of a legal list, a key, a policy.
package enum ContentDigest {
    /// SHA-256 in lower-case hexadecimal digits.
    package static func hexadecimal(of content: some DataProtocol) -> String {
        SHA256.hash(data: content).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
