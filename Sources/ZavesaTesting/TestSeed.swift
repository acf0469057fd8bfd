// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The seed and the number of random cases: `ZAVESA_SEED` runs a failing case again, `ZAVESA_CASES` runs fewer or more.
package enum TestSeed {
    /// One seed for the whole run; property tests print it, so that a log holds it.
    package static let value: UInt64 = {
        let given = ProcessInfo.processInfo.environment["ZAVESA_SEED"].flatMap(UInt64.init)
        return given ?? UInt64.random(in: 0...UInt64.max)
    }()

    /// How many cases to run: `usual`, unless the environment says otherwise.
    package static func cases(usual: Int) -> Int {
        ProcessInfo.processInfo.environment["ZAVESA_CASES"].flatMap(Int.init) ?? usual
    }

    /// The generator of one case: cases do not depend on each other.
    package static func generator(case number: Int) -> SplitMix64 {
        // Seeds that differ by a multiple of the generator's own step would give the same stream, shifted.
        var mixer = SplitMix64(seed: value ^ UInt64(number) &* 0xD6E8_FEB8_6659_FD93)
        return SplitMix64(seed: mixer.next())
    }
}
