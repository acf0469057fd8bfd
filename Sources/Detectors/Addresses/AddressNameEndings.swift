// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Endings of streets' names in letters of two bytes: «Ново-Садовая», «Чайковского».
struct AddressNameEndings: Sendable {
    private let endings: [[UInt8]]

    /// Endings in lower case.
    init(_ endings: [[UInt8]]) { self.endings = endings.filter { $0.count.isMultiple(of: 2) } }

    /// Whether a word ends so, with two letters and more before the ending, in any case.
    func match(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        endings.contains { ending in
            guard ending.count + 4 <= range.count else { return false }
            let start = range.upperBound - ending.count
            return stride(from: ending.count - 2, through: 0, by: -2).allSatisfy { offset in
                guard let letter = NameLetter(at: start + offset, in: bytes) else { return false }
                return (letter.lowerLead, letter.lowerTrail) == (ending[offset], ending[offset + 1])
            }
        }
    }
}
