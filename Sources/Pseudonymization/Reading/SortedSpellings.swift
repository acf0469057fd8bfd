// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Byte strings in order, and the walk through them: each step narrows the range of those that begin so.
struct SortedSpellings: Sendable {
    /// The strings from `low` up to `high` share their first `depth` bytes.
    struct Position {
        var low: Int
        var high: Int
        var depth = 0
    }

    let spellings: [[UInt8]]

    /// Precondition: `spellings` are sorted by bytes.
    init(_ spellings: [[UInt8]]) {
        self.spellings = spellings
    }

    var start: Position { Position(low: 0, high: spellings.count) }

    /// Whether the bytes seen are a whole string; the set is expected to be prefix-free.
    func isComplete(_ position: Position) -> Bool {
        position.low < position.high && position.depth == spellings[position.low].count
    }

    func advance(_ position: Position, by byte: UInt8) -> Position? {
        let low = boundary(from: position.low, to: position.high, depth: position.depth) { $0 < byte }
        guard low < position.high, position.depth < spellings[low].count, spellings[low][position.depth] == byte else {
            return nil
        }
        let high = boundary(from: low, to: position.high, depth: position.depth) { $0 == byte }
        return Position(low: low, high: high, depth: position.depth + 1)
    }

    /// The first string of the range whose byte at `depth` is no longer `isBefore`; a string that ends there is.
    private func boundary(from start: Int, to end: Int, depth: Int, where isBefore: (UInt8) -> Bool) -> Int {
        var low = start
        var high = end
        while low < high {
            let middle = (low + high) / 2
            let spelling = spellings[middle]
            if depth >= spelling.count || isBefore(spelling[depth]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
