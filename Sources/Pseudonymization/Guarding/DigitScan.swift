// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Looks for values by their digits in outgoing bytes: chains of digits with at most three separators in a row.
struct DigitScan: Sendable {
    private let values: [(digits: [UInt8], value: Int)]

    init(_ values: [SpelledValue]) {
        self.values = values.enumerated().filter { !$1.digits.isEmpty }.map { ($1.digits, $0) }
    }

    /// Reports each place with the value's number.
    func find(in text: [UInt8], report: (Range<Int>, Int) -> Void) {
        guard !values.isEmpty else { return }
        var chain: [Int] = []
        var separators = 0
        for (index, byte) in text.enumerated() {
            if ASCII.isDigit(byte) {
                chain.append(index)
                separators = 0
            } else if !chain.isEmpty {
                separators += 1
                if separators > DigitSeparators.most || !DigitSeparators.contains(byte) {
                    search(chain, of: text, report)
                    chain.removeAll(keepingCapacity: true)
                    separators = 0
                }
            }
        }
        search(chain, of: text, report)
    }

    private func search(_ chain: [Int], of text: [UInt8], _ report: (Range<Int>, Int) -> Void) {
        guard chain.count >= SpelledValue.minimumDigits else { return }
        for (digits, value) in values where digits.count <= chain.count {
            for first in 0...(chain.count - digits.count) where text[chain[first]] == digits[0] {
                let isRunStart = first == 0 || chain[first - 1] != chain[first] - 1
                guard isRunStart, digits.indices.allSatisfy({ text[chain[first + $0]] == digits[$0] }) else { continue }
                let last = first + digits.count - 1
                guard last == chain.count - 1 || chain[last + 1] != chain[last] + 1 else { continue }
                report(chain[first]..<chain[last] + 1, value)
            }
        }
    }
}
