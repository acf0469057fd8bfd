// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The literal triggers that a text has, and where each says that matches start.
///
/// Of hundreds of triggers a text has a few, so that only those take memory of their own.
struct SeenLiterals {
    private(set) var all: [(trigger: Int, windows: [Range<Int>])] = []
    /// By trigger: one more than its place in `all`; 0 if it was not seen.
    private var places: [UInt32]

    init(count: Int) { places = [UInt32](repeating: 0, count: count) }

    /// In text order; empty if it was not seen.
    subscript(trigger: Int) -> [Range<Int>] {
        places[trigger] == 0 ? [] : all[Int(places[trigger]) - 1].windows
    }

    mutating func add(_ window: Range<Int>, to trigger: Int) {
        if places[trigger] == 0 {
            all.append((trigger, []))
            places[trigger] = UInt32(all.count)
        }
        all[Int(places[trigger]) - 1].windows.join(window)
    }
}

extension [Range<Int>] {
    /// Adds a range that starts where the last one does or later, or a little before; ranges that meet become one.
    fileprivate mutating func join(_ range: Range<Int>) {
        guard let last = last, last.upperBound >= range.lowerBound else { return append(range) }
        let start = Swift.min(last.lowerBound, range.lowerBound)
        self[count - 1] = start..<Swift.max(last.upperBound, range.upperBound)
    }
}
