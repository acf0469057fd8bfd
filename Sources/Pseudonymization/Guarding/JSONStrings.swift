// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where the strings of a JSON text are, read once and only if somebody asks.
final class JSONStrings {
    private let text: [UInt8]
    /// Where strings begin and end, in order: behind the opening quote, at the closing one.
    private lazy var edges = Self.edges(of: text)

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// Whether the byte at an offset stands in a string.
    func hold(_ offset: Int) -> Bool {
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return !low.isMultiple(of: 2)
    }

    private static func edges(of text: [UInt8]) -> [Int] {
        var edges: [Int] = []
        var index = 0
        while index < text.count {
            let isInString = !edges.count.isMultiple(of: 2)
            if isInString, text[index] == UInt8(ascii: "\\") {
                index += 1
            } else if text[index] == UInt8(ascii: "\"") {
                edges.append(isInString ? index : index + 1)
            }
            index += 1
        }
        return edges
    }
}
