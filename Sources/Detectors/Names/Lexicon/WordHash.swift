// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The hash under which a lexicon keeps a word: FNV-1a over its bytes, finished as MurmurHash3 finishes.
///
/// FNV-1a goes byte by byte, so the hash of a stem serves every lemma that stem can have.
/// `scripts/build-names.py` has the same function.
struct WordHash: Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds one byte.
    mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// This hash after the bytes of an ending packed big-endian.
    func adding(packed ending: UInt64, bytes: Int) -> Self {
        var copy = self
        var shift = bytes * 8
        while shift > 0 {
            shift -= 8
            copy.add(UInt8(truncatingIfNeeded: ending >> UInt64(shift)))
        }
        return copy
    }

    /// The finished 64 bits.
    var value: UInt64 {
        var mixed = state
        mixed ^= mixed >> 33
        mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }

    /// The hash of a whole word.
    static func of(_ word: some Sequence<UInt8>) -> UInt64 {
        var hash = Self()
        for byte in word { hash.add(byte) }
        return hash.value
    }
}
