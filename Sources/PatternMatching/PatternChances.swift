// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The patterns that can match in a text, and where: one list of places for all, so that a pattern costs no memory of its own.
struct PatternChances {
    struct Chance {
        let pattern: Int
        /// Where its matches start, in `starts`; `nil`: anywhere.
        let places: Range<Int>?
    }

    private(set) var all: [Chance] = []
    private(set) var starts: [Range<Int>] = []

    /// A pattern that can match anywhere.
    mutating func add(_ pattern: Int) { all.append(Chance(pattern: pattern, places: nil)) }

    /// A pattern that can match in those of `places` that `isPossible` says; none, if there are none.
    mutating func add(_ pattern: Int, at places: some Sequence<Range<Int>>, where isPossible: (Range<Int>) -> Bool) {
        let first = starts.count
        for place in places where isPossible(place) { starts.append(place) }
        if starts.count > first { all.append(Chance(pattern: pattern, places: first..<starts.count)) }
    }

    /// Puts the patterns in their order.
    mutating func sort() { all.sort { $0.pattern < $1.pattern } }
}
