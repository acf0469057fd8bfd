// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    static func text(of bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}
