// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A small generator of numbers that look random, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
package struct TrainingGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `bound`.
    package mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

    /// Whether an event of so many in a thousand happens.
    package mutating func happens(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// Puts elements into another order (Fisher and Yates), independently of the standard library's.
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, below(index + 1))
        }
    }
}
