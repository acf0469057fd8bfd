// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// An even random sample of a stream whose length nobody knows before its end (Vitter 1985, algorithm R).
///
/// The generator starts at the same state each time, so that two runs over one file look at the same rows.
struct Reservoir<Element> {
    private(set) var sample: [Element] = []
    private(set) var seen = 0
    private let capacity: Int
    private var state: UInt64 = 0x5A17_E5A0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    mutating func add(_ element: Element) {
        seen += 1
        if sample.count < capacity {
            sample.append(element)
        } else {
            let place = Int(next() % UInt64(seen))
            if place < capacity { sample[place] = element }
        }
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
