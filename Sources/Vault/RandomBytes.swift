// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Random material. `SystemRandomNumberGenerator` reads the kernel's generator (getrandom) on Linux.
enum RandomBytes {
    /// `count` random bytes.
    static func bytes(_ count: Int) -> [UInt8] {
        // Eight bytes a call: each call of the generator is a call of the kernel.
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word = generator.next()
            for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return Array(bytes.prefix(count))
    }

    /// `count` random characters of the token alphabet, five bits each.
    static func tokenCharacters(_ count: Int) -> [UInt8] {
        bytes(count).map { TokenGrammar.alphabet[Int($0 & 31)] }
    }
}
