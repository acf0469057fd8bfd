// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Digits of a text with what separates them: `8 (912) 345-67-89`, a date, a version, a list of numbers.
///
/// A chain ends where more than separators stands between two digits, or at `maximumDigits`.
struct DigitChain {
    /// The ASCII digits.
    private(set) var digits: [UInt8] = []
    /// Where each digit stands.
    private(set) var offsets: [Int] = []
    /// Indices of `digits` at which a group begins; the first is 0.
    private(set) var groups: [Int] = []
    /// Whether the digit at the same place of `groups` is joined to the group before by hyphens or dots alone.
    private(set) var isJoined: [Bool] = []

    private static let maximumDigits = 32
    private static let maximumGap = 4

    /// How many digits the chain that begins at `start` has, counted no further than `enough`, and where it ends.
    ///
    /// Most digits of a text are years and counts: they are passed by without making a chain of them.
    static func count(in text: [UInt8], from start: Int, enough: Int) -> (digits: Int, end: Int) {
        var count = 0
        var offset = start
        while count < enough {
            count += 1
            offset += 1
            guard offset < text.count else { break }
            if text[offset].isASCIIDigit { continue }
            guard let next = nextDigit(in: text, from: offset) else { break }
            offset = next
        }
        return (count, offset)
    }

    /// Reads the chain whose first digit is at `start`.
    init(in text: [UInt8], from start: Int) {
        groups = [0]
        isJoined = [false]
        var offset = start
        while true {
            digits.append(text[offset])
            offsets.append(offset)
            offset += 1
            // A group begins only where its first digit is taken too.
            guard offset < text.count, digits.count < Self.maximumDigits else { return }
            if text[offset].isASCIIDigit { continue }
            guard let next = Self.nextDigit(in: text, from: offset) else { return }
            groups.append(digits.count)
            isJoined.append(text[offset..<next].allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
            offset = next
        }
    }

    /// The offset just after the last digit.
    var end: Int { (offsets.last ?? -1) + 1 }

    /// The lengths of the groups from `first` on.
    func shape(from first: Int) -> [Int] {
        (first..<groups.count).map(length)
    }

    /// Whether the groups from `first` on begin as a date or a range of years does: 16.08.2000, 2000-08-16, 1907-1973.
    func looksLikeDate(from first: Int) -> Bool {
        guard first + 1 < groups.count else { return false }
        if isYear(first), isYear(first + 1) { return true }
        guard first + 2 < groups.count, isSmall(first + 1) else { return false }
        return (isSmall(first) && isYear(first + 2)) || (isYear(first) && isSmall(first + 2))
    }

    private func isYear(_ group: Int) -> Bool { length(of: group) == 4 && 1000...2100 ~= number(of: group) }

    private func isSmall(_ group: Int) -> Bool { length(of: group) <= 2 && 1...31 ~= number(of: group) }

    private func length(of group: Int) -> Int {
        (group + 1 < groups.count ? groups[group + 1] : digits.count) - groups[group]
    }

    /// The value of a group of four digits or fewer.
    private func number(of group: Int) -> Int {
        var value = 0
        for index in groups[group]..<groups[group] + length(of: group) {
            value = value * 10 + Int(digits[index] &- 0x30)
        }
        return value
    }

    /// Whether a number may end before digit `index`: at a gap that is more than a hyphen or dot, or at the end.
    func canEnd(before index: Int) -> Bool {
        if index == digits.count { return true }
        guard let group = groups.firstIndex(of: index) else { return false }
        return !isJoined[group]
    }

    private static func nextDigit(in text: [UInt8], from offset: Int) -> Int? {
        for index in offset..<min(offset + maximumGap + 1, text.count) {
            let byte = text[index]
            if byte.isASCIIDigit { return index }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"):
                continue
            case UInt8(ascii: "\n"):
                guard index > offset, text[index - 1] == UInt8(ascii: "-") else { return nil }
            default: return nil
            }
        }
        return nil
    }
}
