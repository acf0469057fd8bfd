// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// JSON Web Tokens (RFC 7519) by their header.
package enum JSONWebToken {
    /// Whether the part before the first dot is base64url of a JSON object that names an algorithm.
    package static func hasHeader(_ text: [UInt8]) -> Bool {
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot <= 1024 else { return false }
        let header = decoded(text[..<dot])
        guard header.first == UInt8(ascii: "{"), header.last == UInt8(ascii: "}") else { return false }
        return ["\"alg\"", "\"enc\"", "\"typ\""].contains { name in
            let name = Array(name.utf8)
            return header.indices.contains { header[$0...].starts(with: name) }
        }
    }

    /// The bytes of a base64url text; empty if it holds another character.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in text {
            guard let value = byte.base64URLValue else { return [] }
            buffer = (buffer << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        return bytes
    }
}
