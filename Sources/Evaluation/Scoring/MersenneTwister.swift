// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// MT19937 as Python's `random.Random(seed)` runs it (Matsumoto, Nishimura 1998): so an interval can be computed again
/// to the last digit by whoever has Python and the counts.
struct MersenneTwister {
    private static let size = 624
    private var state: [UInt32]
    private var index = Self.size

    init(seed: UInt32) {
        var state = [UInt32](repeating: 19_650_218, count: Self.size)
        for place in 1..<Self.size {
            state[place] = 1_812_433_253 &* Self.mixed(state[place - 1]) &+ UInt32(place)
        }
        var place = 1
        for _ in 0..<Self.size {
            state[place] = (state[place] ^ (Self.mixed(state[place - 1]) &* 1_664_525)) &+ seed
            Self.advance(&place, &state)
        }
        for _ in 0..<Self.size - 1 {
            state[place] = (state[place] ^ (Self.mixed(state[place - 1]) &* 1_566_083_941)) &- UInt32(place)
            Self.advance(&place, &state)
        }
        state[0] = 0x8000_0000
        self.state = state
    }

    /// The next number of 0 to 1, with 53 random bits.
    mutating func nextFraction() -> Double {
        let high = Double(next() >> 5)
        let low = Double(next() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    private mutating func next() -> UInt32 {
        if index == Self.size { twist() }
        var word = state[index]
        index += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C_5680
        word ^= (word << 15) & 0xEFC6_0000
        return word ^ (word >> 18)
    }

    private mutating func twist() {
        for place in 0..<Self.size {
            let joined = (state[place] & 0x8000_0000) | (state[(place + 1) % Self.size] & 0x7FFF_FFFF)
            state[place] = state[(place + 397) % Self.size] ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        index = 0
    }

    private static func mixed(_ word: UInt32) -> UInt32 { word ^ (word >> 30) }

    private static func advance(_ place: inout Int, _ state: inout [UInt32]) {
        place += 1
        guard place == size else { return }
        state[0] = state[size - 1]
        place = 1
    }
}
