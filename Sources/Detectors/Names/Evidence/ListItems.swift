// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The words that begin the items of a list: behind a bullet, or behind a hyphen, an asterisk or a number that opens a line.
struct ListItems {
    /// In text order.
    private let words: [Int]

    init(_ text: NameText) {
        words = text.tokens.indices.filter { index in
            let start = index > 0 ? text.tokens[index - 1].end : 0
            return Self.isBullet(text.lower[start..<text.tokens[index].start], opens: index == 0)
        }
    }

    /// The first word of the item before or after the one that begins with a word; `nil` if none does, or none is there.
    func before(_ word: Int) -> Int? { neighbor(of: word, at: -1) }
    func after(_ word: Int) -> Int? { neighbor(of: word, at: 1) }

    private func neighbor(of word: Int, at step: Int) -> Int? {
        guard words.count > 1, let place = place(of: word), words.indices.contains(place + step) else { return nil }
        return words[place + step]
    }

    private func place(of word: Int) -> Int? {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low] == word ? low : nil
    }

    /// Whether what stands before a word ends with a bullet and white space.
    private static func isBullet(_ gap: ArraySlice<UInt8>, opens: Bool) -> Bool {
        let marks = gap.reversed().drop { $0 == 0x20 || $0 == 0x09 }
        guard marks.count < gap.count, let last = marks.first else { return false }
        // The bullet is E2 80 A2.
        if last == 0xA2 { return marks.starts(with: [0xA2, 0x80, 0xE2]) }
        let isNumber = last == UInt8(ascii: ".") || last == UInt8(ascii: ")")
        guard isNumber || last == UInt8(ascii: "-") || last == UInt8(ascii: "*") else { return false }
        let rest = marks.dropFirst().drop { isNumber && (0x30...0x39).contains($0) }.drop { $0 == 0x20 || $0 == 0x09 }
        return rest.first.map { $0 == 0x0A } ?? opens
    }
}
