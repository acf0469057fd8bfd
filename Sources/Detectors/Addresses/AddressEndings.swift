// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Endings that make a word a street's name: -gata, -straat. Folded texts have no marks over letters.
struct AddressEndings: Sendable {
    /// By the last letter.
    private var byLast = [[[UInt8]]](repeating: [], count: 26)

    init(_ endings: [[UInt8]]) {
        for ending in endings { if let last = ending.last { byLast[Int(last &- 0x61)].append(ending) } }
    }

    /// Whether a word ends so, with a letter and more before the ending, in any case.
    func match(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let last = (bytes[range.upperBound - 1] | 0x20) &- 0x61
        guard last < 26 else { return false }
        return byLast[Int(last)].contains { ending in
            guard ending.count + 1 < range.count else { return false }
            let start = range.upperBound - ending.count
            return ending.indices.allSatisfy { bytes[start + $0].asciiLowercased == ending[$0] }
        }
    }
}
