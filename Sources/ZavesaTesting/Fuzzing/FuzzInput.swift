// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// An input of a fuzzer: its first byte chooses, the others are what is read.
struct FuzzInput {
    let choice: UInt8
    let payload: [UInt8]

    init(_ bytes: [UInt8]) {
        choice = bytes.first ?? 0
        payload = Array(bytes.dropFirst())
    }

    /// Ways to split the payload: into single bytes, and into random pieces that depend on the whole input.
    var splits: [[[UInt8]]] {
        var generator = SplitMix64(seed: payload.reduce(UInt64(choice)) { $0 &* 0x100_0000_01B3 ^ UInt64($1) })
        let longest = Int.random(in: 2...24, using: &generator)
        return [split { 1 }, split { Int.random(in: 1...longest, using: &generator) }]
    }

    private func split(_ size: () -> Int) -> [[UInt8]] {
        var (pieces, rest) = ([[UInt8]](), payload[...])
        while !rest.isEmpty {
            pieces.append(Array(rest.prefix(size())))
            rest = rest.dropFirst(pieces.last?.count ?? 1)
        }
        return pieces
    }
}
