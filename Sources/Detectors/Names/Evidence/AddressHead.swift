// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Weighs for names on a line of their own above an address: the head of a letter, a label on a parcel, a form.
///
/// A line between the two, a firm's or an office's, does not matter. Lines may be quoted with ">".
struct AddressHead {
    /// How long the line of an address may be, in bytes.
    private static let longestLine = 90
    /// How many digits a house number or postcode may have.
    private static let mostDigits = 6

    let text: NameText

    /// Adds the evidence to each candidate of several words.
    func weigh(_ candidates: inout [NameCandidate]) {
        guard text.lower.contains(UInt8(ascii: "\n")) else { return }
        for index in candidates.indices where candidates[index].tokens.count > 1 {
            guard beginsLine(candidates[index].tokens.lowerBound),
                let next = line(after: candidates[index].span.upperBound)
            else { continue }
            if isAddress(next) || line(after: next.upperBound).map(isAddress) ?? false {
                candidates[index].score.add("above an address", NameWeights.aboveAddress)
            }
        }
    }

    /// Whether a word is the first of its line, or of what stands behind a label.
    private func beginsLine(_ index: Int) -> Bool {
        switch text.tokens[index].gap {
        case .start, .newline, .colon: true
        case .other: text.lower[text.tokens[index - 1].end..<text.tokens[index].start].contains(UInt8(ascii: "\n"))
        default: false
        }
    }

    /// The line after the one that ends at `offset`, without what quotes it; `nil` if more stands there or none follows.
    private func line(after offset: Int) -> Range<Int>? {
        let lower = text.lower
        var start = offset
        while start < lower.count, [0x20, 0x0D, UInt8(ascii: ","), UInt8(ascii: ".")].contains(lower[start]) {
            start += 1
        }
        guard start < lower.count, lower[start] == UInt8(ascii: "\n") else { return nil }
        start += 1
        while start < lower.count, [0x20, 0x09, UInt8(ascii: ">")].contains(lower[start]) { start += 1 }
        var end = start
        while end < lower.count, lower[end] != UInt8(ascii: "\n"), end - start <= Self.longestLine { end += 1 }
        while end > start, [0x20, 0x0D, UInt8(ascii: ","), UInt8(ascii: ".")].contains(lower[end - 1]) { end -= 1 }
        return end > start && end - start <= Self.longestLine ? start..<end : nil
    }

    /// Whether a line begins or ends with a number and has letters: "764 Fagradalsbraut", "Rua Mina 50, Apt. 5".
    private func isAddress(_ line: Range<Int>) -> Bool {
        let bytes = text.lower[line]
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let letters = bytes.count { (0x61...0x7A).contains($0) || $0 >= 0x80 }
        let leading = bytes.prefix(while: isDigit).count
        let trailing = bytes.reversed().prefix(while: isDigit).count
        guard letters >= 3, !bytes.contains(where: { "@=|\t".utf8.contains($0) }) else { return false }
        return (1...Self.mostDigits).contains(leading) && leading < bytes.count
            && [0x20, UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-")].contains(
                bytes[line.lowerBound + leading])
            || (1...Self.mostDigits).contains(trailing)
    }
}
