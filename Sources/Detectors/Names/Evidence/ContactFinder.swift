// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds phone numbers and e-mail addresses right beside a word, by their form alone.
struct ContactFinder {
    /// What one reaches a person by.
    enum Contact {
        case phone
        /// An e-mail address with this local part.
        case address(local: Range<Int>)
    }

    /// What may stand between a word and the number, and how much of it.
    private static let separators = Array(" ,:;-(<|*\t\"'\n".utf8)
    private static let longestGap = 5
    /// The most words such as "on", «тел» that may stand there, and the longest remark in parentheses.
    private static let mostWords = 2
    private static let longestRemark = 32
    /// The digits of a phone number, and of one that is written without the code of its town.
    private static let digits = 9...15
    private static let local = 7...8
    /// The bytes and groups that it takes at most; of one before a word less, since less is looked at.
    private static let longestNumber = 28
    private static let mostGroups = 7
    private static let longestBefore = 24
    private static let longestLocalPart = 48

    let text: NameText
    let surroundings: NameSurroundings

    /// What stands behind a word, "on" or «тел.» or a remark in parentheses between them; `nil` for anything else.
    func contact(after index: Int) -> Contact? {
        var next = index + 1
        var offset = separatorsEnd(from: text.tokens[index].end)
        if let end = remarkEnd(from: offset) {
            offset = separatorsEnd(from: end)
            while next < text.tokens.count, text.tokens[next].start < offset { next += 1 }
        }
        var words = 0
        while words < Self.mostWords, next < text.tokens.count, text.tokens[next].start == offset,
            surroundings.roles(at: next).contains(.contact)
        {
            offset = text.tokens[next].end
            if byte(offset) == UInt8(ascii: ".") { offset += 1 }
            offset = separatorsEnd(from: offset)
            words += 1
            next += 1
        }
        if isPhone(from: offset) { return .phone }
        return localPart(from: offset).map { .address(local: $0) }
    }

    /// The number that stands before a word: «8 916 123-45-67 Марина».
    func contact(before index: Int) -> Contact? {
        var start = text.tokens[index].start
        let gap = text.lower[..<start].suffix(3)
        guard !gap.contains(UInt8(ascii: "\n")) else { return nil }
        start -= gap.reversed().prefix { Self.separators.contains($0) }.count
        guard start < text.tokens[index].start, start > 0, text.lower[start - 1].isASCIIDigit else { return nil }
        var digits = 0
        let first = text.lower[..<start].suffix(Self.longestBefore).reversed().prefix { byte in
            digits += byte.isASCIIDigit ? 1 : 0
            return byte.isASCIIDigit || " -()+".utf8.contains(byte)
        }
        return Self.digits.contains(digits) && first.count < Self.longestBefore ? .phone : nil
    }

    private func byte(_ offset: Int) -> UInt8 { offset < text.lower.count ? text.lower[offset] : 0 }

    private func separatorsEnd(from offset: Int) -> Int {
        var end = offset
        while end - offset < Self.longestGap, Self.separators.contains(byte(end)) {
            // A remark is read by itself.
            if byte(end) == UInt8(ascii: "("), !byte(end + 1).isASCIIDigit, byte(end + 1) != UInt8(ascii: "+") {
                return end
            }
            end += 1
        }
        return end
    }

    /// Where the parenthesis ends that begins at an offset; `nil` for none, or one with digits or an address in it.
    private func remarkEnd(from offset: Int) -> Int? {
        guard byte(offset) == UInt8(ascii: "(") else { return nil }
        for end in offset + 1..<min(offset + Self.longestRemark, text.lower.count) {
            let byte = text.lower[end]
            if byte == UInt8(ascii: ")") { return end + 1 }
            if byte.isASCIIDigit || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "\n") { return nil }
        }
        return nil
    }

    private func isPhone(from offset: Int) -> Bool {
        var end = offset
        let hasPlus = byte(end) == UInt8(ascii: "+")
        if hasPlus { end += 1 }
        guard byte(end).isASCIIDigit || byte(end) == UInt8(ascii: "(") && byte(end + 1).isASCIIDigit else {
            return false
        }
        var groups: [Int] = []
        var isInGroup = false
        var separators = 0
        while end - offset < Self.longestNumber {
            let byte = byte(end)
            if byte.isASCIIDigit {
                if isInGroup { groups[groups.count - 1] += 1 } else { groups.append(1) }
                isInGroup = true
                separators = 0
            } else if " -()".utf8.contains(byte), separators < 2 {
                isInGroup = false
                separators += 1
            } else {
                break
            }
            end += 1
        }
        let digits = groups.reduce(0, +)
        if Self.digits.contains(digits) { return groups.count <= Self.mostGroups }
        guard Self.local.contains(digits) else { return false }
        // 123-45-67, or 5512 3456, but no two years.
        return hasPlus || groups == [3, 2, 2] || groups == [4, 4] && byte(offset) > UInt8(ascii: "2")
    }

    /// The local part of the e-mail address that begins at an offset.
    private func localPart(from offset: Int) -> Range<Int>? {
        var end = offset
        while end - offset < Self.longestLocalPart {
            let byte = byte(end)
            if byte == UInt8(ascii: "@") { return end > offset ? offset..<end : nil }
            guard byte.isASCIIDigit || (0x61...0x7A).contains(byte) || "._+-".utf8.contains(byte) else { return nil }
            end += 1
        }
        return nil
    }
}
