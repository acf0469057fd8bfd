// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The seed and the number of random cases: `ZAVESA_SEED` runs a failing case again, `ZAVESA_CASES` runs fewer or more.
package enum TestSeed {
    /// One seed for the whole run; printed once, so that a log holds it.
    package static let value: UInt64 = {
        let given = ProcessInfo.processInfo.environment["ZAVESA_SEED"].flatMap(UInt64.init)
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("ZAVESA_SEED=\(seed)")
        return seed
    }()

    /// How many cases to run: `usual`, unless the environment says otherwise.
    package static func cases(usual: Int) -> Int {
        ProcessInfo.processInfo.environment["ZAVESA_CASES"].flatMap(Int.init) ?? usual
    }

    /// The generator of one case: cases do not depend on each other.
    package static func generator(case number: Int) -> SplitMix64 {
        SplitMix64(seed: value &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    }
}
