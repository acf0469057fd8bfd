// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A part of a value that must be one of a list: regions, kinds, prefixes.
struct ListedPart: Sendable {
    private let places: Places
    private let texts: Set<[UInt8]>
    private let numbers: [ClosedRange<Int>]

    /// `in`: texts, and ranges of numbers such as `01-29`.
    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["at", "in"])
        places = try Places(keys.required("at"))
        var texts: Set<[UInt8]> = []
        var numbers: [ClosedRange<Int>] = []
        for element in try keys.required("in").elements() {
            let text = try element.string()
            let ends = text.split(separator: "-").compactMap { Int($0) }
            if text.contains("-") {
                guard ends.count == 2, ends[0] <= ends[1] else {
                    throw element.error(.invalidValue, "expected a text, or a range of numbers such as 01-29")
                }
                numbers.append(ends[0]...ends[1])
            } else {
                guard text.utf8.count == places.range.count else {
                    throw element.error(.invalidValue, "the text is not as long as its places")
                }
                texts.insert(Array(text.utf8))
            }
        }
        (self.texts, self.numbers) = (texts, numbers)
    }

    func accepts(_ value: [UInt8]) -> Bool {
        guard let part = places.bytes(of: value) else { return false }
        if texts.contains(Array(part)) { return true }
        guard !numbers.isEmpty, part.count < 18, part.allSatisfy(\.isASCIIDigit) else { return false }
        let number = part.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        return numbers.contains { $0.contains(number) }
    }
}
