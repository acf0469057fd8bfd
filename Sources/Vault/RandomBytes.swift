// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Random material. `SystemRandomNumberGenerator` reads the kernel's generator (getrandom) on Linux.
enum RandomBytes {
    /// `count` random bytes.
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// `count` random characters of the token alphabet, five bits each.
    static func tokenCharacters(_ count: Int) -> [UInt8] {
        bytes(count).map { TokenGrammar.alphabet[Int($0 & 31)] }
    }
}
