// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore

/// Names a path in reports that travel: the same path and key give the same name, and nobody without the key can
/// tell the path from it. File names hold names of people.
package struct PathReference: Sendable {
    private let key: SymmetricKey

    /// A key of 32 bytes, kept by whoever compares reports.
    package init(key: Sensitive<[UInt8]>) {
        self.key = key.expose { SymmetricKey(data: $0) }
    }

    /// A key for this run alone: its references cannot be compared with those of another run.
    package init() {
        key = SymmetricKey(size: .bits256)
    }

    /// 128 bits of HMAC-SHA256 over the path, as `path:` and 32 hexadecimal digits.
    func reference(of path: FilePath) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: path.bytes, using: key)
        let digits = Array("0123456789abcdef".utf8)
        let hex = code.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "path:" + String(decoding: hex, as: UTF8.self)
    }
}
