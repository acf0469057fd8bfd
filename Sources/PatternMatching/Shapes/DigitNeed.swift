// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// That every match of a pattern holds a digit, and where: so a window without one near it is not tried.
struct DigitNeed: Sendable {
    /// In how many bytes from the start of a match the digit stands; `nil`: anywhere behind it.
    private let reach: Int?

    /// A longer reach counts as any: every place of a text is asked, and must not read much of it.
    private static let longestReach = 1_024

    /// `nil` for a shape that some text without a digit has.
    init?(_ shape: ShapeExpression) {
        guard shape.holdsDigit else { return nil }
        reach = shape.longest.flatMap { $0 <= Self.longestReach ? $0 : nil }
    }

    /// Whether a match that starts in `window` can have its digit. `last` is where the last digit of the text stands.
    func isMet(in window: Range<Int>, of text: [UInt8], last: Int) -> Bool {
        guard window.lowerBound <= last else { return false }
        guard let reach else { return true }
        let end = min(text.count, window.upperBound + reach)
        return ByteSearch.digit(in: text, from: window.lowerBound, to: end) < end
    }

    /// Where the last digit of a text stands; −1 if it has none.
    static func lastDigit(in text: [UInt8]) -> Int {
        guard ByteSearch.digit(in: text, from: 0) < text.count else { return -1 }
        return text.lastIndex { $0 &- UInt8(ascii: "0") < 10 } ?? -1
    }
}

extension ShapeExpression {
    /// Whether every text of the shape holds an ASCII digit.
    fileprivate var holdsDigit: Bool {
        switch self {
        case .character(let characters): characters.isDigits
        case .sequence(let parts): parts.contains(where: \.holdsDigit)
        case .choice(let branches): branches.allSatisfy(\.holdsDigit)
        case .repeated(let part, let least, _): least > 0 && part.holdsDigit
        case .followed, .preceded: false
        }
    }

    /// The most bytes that a text of the shape has; `nil`: any number.
    fileprivate var longest: Int? {
        switch self {
        case .character: Self.longestCharacter
        case .sequence(let parts): Self.sum(parts)
        case .choice(let branches):
            branches.reduce(0) { (most: Int?, branch) in most.flatMap { most in branch.longest.map { max(most, $0) } } }
        case .repeated(let part, _, let most): most.flatMap { part.longest(times: $0) }
        case .followed, .preceded: 0
        }
    }

    private func longest(times count: Int) -> Int? {
        guard let longest, max(longest, count) <= Self.longestTold else { return nil }
        return longest * count
    }

    private static func sum(_ parts: [ShapeExpression]) -> Int? {
        parts.reduce(0) { (sum: Int?, part) in sum.flatMap { sum in part.longest.map { sum + $0 } } }
    }

    private static let longestCharacter = 4
    /// What is longer counts as any length.
    private static let longestTold = 1 << 20
}
