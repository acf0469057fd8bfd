// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// Says of most words at once that they begin none of many strings: a Bloom filter over first bytes (`zv_beginning_of`).
package struct BeginningFilter: Sendable {
    private var words = [UInt64](repeating: 0, count: Int(ZV_STARTS))
    /// Whether a string of one byte is the byte.
    private var isSingle = [Bool](repeating: false, count: 256)

    private static let lengths = [8, 6, 4, 3]

    package init() {}

    /// Takes a string in, which is not empty.
    package mutating func insert(_ bytes: [UInt8]) {
        guard let length = Self.lengths.first(where: { $0 <= bytes.count }) else {
            return insertShort(bytes)
        }
        var first: UInt64 = 0
        for (index, byte) in bytes.prefix(length).enumerated() { first |= UInt64(byte) << UInt64(8 * index) }
        let beginning = zv_beginning_of(first, UInt32(length))
        words[Int(beginning.word)] |= beginning.bits
    }

    private mutating func insertShort(_ bytes: [UInt8]) {
        guard bytes.count == 2 else {
            isSingle[Int(bytes[0])] = true
            return
        }
        let pair = Int(bytes[0]) | Int(bytes[1]) << 8
        words[Int(ZV_FIRST) + (pair >> 6)] |= 1 << UInt64(pair & 63)
    }

    /// Whether a word with these first eight bytes, the first one lowest, may begin with a string that was taken in.
    package func mayBegin(_ first: UInt64) -> Bool {
        isSingle[Int(first & 0xFF)] || isPair(first) || has(first, 3) || has(first, 4) || has(first, 6) || has(first, 8)
    }

    private func isPair(_ first: UInt64) -> Bool {
        words[Int(ZV_FIRST) + Int(first & 0xFFFF) >> 6] >> (first & 63) & 1 != 0
    }

    private func has(_ first: UInt64, _ length: UInt32) -> Bool {
        let beginning = zv_beginning_of(first, length)
        return ~words[Int(beginning.word)] & beginning.bits == 0
    }
}
