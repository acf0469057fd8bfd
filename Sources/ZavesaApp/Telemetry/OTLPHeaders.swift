// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Vault

/// What a collector is told with each export, such as its key: lines of `name: value` in a file that only its owner can
/// read.
struct OTLPHeaders: Sendable {
    let fields: [(name: String, value: Sensitive<String>)]

    /// None.
    init() { fields = [] }

    /// Throws in words that hold no part of the file.
    init(readingFile path: String) throws(StartError) {
        guard let bytes = try? PrivateFile.read(path, limit: 16 * 1_024) else {
            throw StartError("telemetry.otlp: \(path) cannot be read, or others can read it (chmod 600).")
        }
        var fields: [(name: String, value: Sensitive<String>)] = []
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            guard !line.hasPrefix("#"), !line.allSatisfy(\.isWhitespace) else { continue }
            let parts = line.split(separator: ":", maxSplits: 1)
            let name = parts.first ?? ""
            let value = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte), !value.isEmpty,
                value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
            else { throw StartError("telemetry.otlp: \(path), header \(number + 1): expected NAME: VALUE.") }
            fields.append((String(name), Sensitive(String(value))))
        }
        self.fields = fields
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
