// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Keccak with 256 bits of output and the padding of before FIPS 202, as Ethereum and Monero use it.
///
/// Not for secrets: it checks addresses. <https://keccak.team/keccak_specs_summary.html>
enum Keccak256 {
    /// Bytes taken in between two permutations.
    private static let rate = 136
    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
        0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
    /// Where the lane at each step of the walk goes, and how far it is turned.
    private static let lanes = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]
    private static let turns: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]

    /// The 32 bytes of the digest.
    static func hash(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x01]
        padded += [UInt8](repeating: 0, count: (rate - padded.count % rate) % rate)
        padded[padded.count - 1] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for block in stride(from: 0, to: padded.count, by: rate) {
            for index in 0..<rate { state[index / 8] ^= UInt64(padded[block + index]) << UInt64(index % 8 * 8) }
            permute(&state)
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func permute(_ state: inout [UInt64]) {
        for constant in roundConstants {
            mixColumns(&state)
            walk(&state)
            for row in stride(from: 0, to: 25, by: 5) {
                let lane = Array(state[row..<row + 5])
                for column in 0..<5 {
                    state[row + column] = lane[column] ^ (~lane[(column + 1) % 5] & lane[(column + 2) % 5])
                }
            }
            state[0] ^= constant
        }
    }

    /// θ: each lane takes in the parity of two columns.
    private static func mixColumns(_ state: inout [UInt64]) {
        var parity = [UInt64](repeating: 0, count: 5)
        for index in 0..<25 { parity[index % 5] ^= state[index] }
        for column in 0..<5 {
            let mask = parity[(column + 4) % 5] ^ turned(parity[(column + 1) % 5], by: 1)
            for row in stride(from: 0, to: 25, by: 5) { state[row + column] ^= mask }
        }
    }

    /// ρ and π: lanes are turned and change places.
    private static func walk(_ state: inout [UInt64]) {
        var moving = state[1]
        for (lane, turn) in zip(lanes, turns) {
            let next = state[lane]
            state[lane] = turned(moving, by: turn)
            moving = next
        }
    }

    private static func turned(_ lane: UInt64, by count: UInt64) -> UInt64 { lane << count | lane >> (64 - count) }
}
