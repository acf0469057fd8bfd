// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds many byte strings in one pass over a text (Aho and Corasick, CACM 18(6), 1975).
///
/// Made for a handful of short strings that change with every request: building it costs about as much as reading
/// them twice. The root has a table, every other state a list of its children.
struct AhoCorasick: Sendable {
    private struct State {
        var byte: UInt8
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        /// Where to go on when no child fits: the longest suffix that is a state.
        var fallback: Int32 = 0
        /// The next state on the way of fallbacks at which a string ends; -1 for none.
        var report: Int32 = -1
        /// Strings that end here.
        var firstOutput: Int32 = -1
    }

    private var states: [State] = [State(byte: 0)]
    private var root = [Int32](repeating: 0, count: 256)
    /// For each string the next one that ends at the same state.
    private var nextOutput: [Int32] = []
    private var lengths: [Int] = []

    init(_ strings: [ArraySlice<UInt8>]) {
        for string in strings { insert(string) }
        link()
    }

    /// Calls `body` with the number of each string and where in `text` it ends.
    func forEachMatch(in text: [UInt8], _ body: (_ string: Int, _ end: Int) -> Void) {
        var state: Int32 = 0
        for (index, byte) in text.enumerated() {
            state = step(state, byte)
            var reporting = states[Int(state)].firstOutput >= 0 ? state : states[Int(state)].report
            while reporting > 0 {
                var output = states[Int(reporting)].firstOutput
                while output >= 0 {
                    body(Int(output), index + 1)
                    output = nextOutput[Int(output)]
                }
                reporting = states[Int(reporting)].report
            }
        }
    }

    private func step(_ from: Int32, _ byte: UInt8) -> Int32 {
        var state = from
        while state != 0 {
            let next = child(of: state, byte)
            if next >= 0 { return next }
            state = states[Int(state)].fallback
        }
        return root[Int(byte)]
    }

    private func child(of state: Int32, _ byte: UInt8) -> Int32 {
        var child = states[Int(state)].firstChild
        while child >= 0, states[Int(child)].byte != byte { child = states[Int(child)].nextSibling }
        return child
    }

    private mutating func insert(_ string: ArraySlice<UInt8>) {
        var state: Int32 = 0
        for byte in string {
            let existing = state == 0 ? (root[Int(byte)] == 0 ? -1 : root[Int(byte)]) : child(of: state, byte)
            if existing >= 0 {
                state = existing
                continue
            }
            let new = Int32(states.count)
            states.append(State(byte: byte))
            if state == 0 {
                root[Int(byte)] = new
            } else {
                states[Int(new)].nextSibling = states[Int(state)].firstChild
                states[Int(state)].firstChild = new
            }
            state = new
        }
        nextOutput.append(states[Int(state)].firstOutput)
        states[Int(state)].firstOutput = Int32(lengths.count)
        lengths.append(string.count)
    }

    /// Sets the fallbacks level by level.
    private mutating func link() {
        var queue = root.filter { $0 > 0 }
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            var child = states[Int(state)].firstChild
            while child >= 0 {
                let fallback = step(states[Int(state)].fallback, states[Int(child)].byte)
                states[Int(child)].fallback = fallback
                states[Int(child)].report =
                    states[Int(fallback)].firstOutput >= 0 ? fallback : states[Int(fallback)].report
                queue.append(child)
                child = states[Int(child)].nextSibling
            }
        }
    }
}
