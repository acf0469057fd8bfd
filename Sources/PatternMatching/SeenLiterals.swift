// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The literal triggers that a text has, and where each says that matches start.
///
/// One list for all triggers: of hundreds a text has a few.
struct SeenLiterals {
    /// Where a string of a trigger says that a match starts.
    private struct Sight {
        let trigger: Int
        let window: Range<Int>
    }

    private var sights: [Sight] = []
    /// The windows of all triggers, trigger by trigger.
    private(set) var windows: [Range<Int>] = []
    /// The triggers that were seen, ascending, and which of `windows` are theirs.
    private(set) var all: [(trigger: Int, windows: Range<Int>)] = []

    /// Which of `windows` are a trigger's; empty if it was not seen.
    subscript(trigger: Int) -> Range<Int> {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].trigger < trigger { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].trigger == trigger ? all[low].windows : 0..<0
    }

    /// Whether a window of a trigger overlaps `place`.
    func overlaps(_ place: Range<Int>, _ trigger: Int) -> Bool {
        let own = self[trigger]
        var (low, high) = (own.lowerBound, own.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if windows[middle].upperBound <= place.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < own.upperBound && windows[low].overlaps(place)
    }

    /// Notes a string of a trigger; in text order.
    mutating func add(_ window: Range<Int>, to trigger: Int) {
        sights.append(Sight(trigger: trigger, window: window))
    }

    /// Puts together what was noted.
    mutating func finish() {
        guard !sights.isEmpty else { return }
        // The place in the list keeps the order of the text.
        var order = sights.indices.map { sights[$0].trigger << 32 | $0 }
        order.sort()
        for place in order {
            let sight = sights[place & 0xFFFF_FFFF]
            if all.last?.trigger != sight.trigger {
                all.append((sight.trigger, windows.count..<windows.count))
            }
            join(sight.window)
            all[all.count - 1].windows = all[all.count - 1].windows.lowerBound..<windows.count
        }
    }

    /// Adds a window of the last trigger that starts where its last one does or later, or a little before; windows that meet
    /// become one.
    private mutating func join(_ window: Range<Int>) {
        let own = all[all.count - 1].windows
        guard own.lowerBound < windows.count, let last = windows.last, last.upperBound >= window.lowerBound else {
            return windows.append(window)
        }
        windows[windows.count - 1] =
            min(last.lowerBound, window.lowerBound)..<max(last.upperBound, window.upperBound)
    }
}
