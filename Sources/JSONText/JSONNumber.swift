// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Number literals of RFC 8259 §6.
package enum JSONNumber {
    /// The farthest the point of a literal is moved to write it out.
    private static let maxShift = 40

    /// How many digits a literal has from its first one that is not zero, without its exponent.
    package static func significantDigits(_ literal: some Sequence<UInt8>) -> Int {
        var count = 0
        for byte in literal {
            if byte | 0x20 == UInt8(ascii: "e") { break }
            if byte >= .zero, byte <= .nine, count > 0 || byte != .zero { count += 1 }
        }
        return count
    }

    /// A literal written out without exponent and without zeros after the point: `7.9161e4` and `79161.0` are
    /// `79161`, so that a spelling hides no number. A literal that would get very long stays as it is.
    package static func plain(_ literal: [UInt8]) -> [UInt8] {
        let isNegative = literal.first == .minus
        let exponentStart = literal.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? literal.endIndex
        let mantissa = literal[(isNegative ? 1 : 0)..<exponentStart]
        let point = mantissa.firstIndex(of: .point) ?? mantissa.endIndex
        let hasExponent = exponentStart < literal.endIndex
        guard
            let exponent = hasExponent ? Int(String(decoding: literal[(exponentStart + 1)...], as: UTF8.self)) : 0,
            (-maxShift...maxShift).contains(exponent)
        else { return literal }
        var digits = mantissa.filter { $0 != .point }
        var place = point - mantissa.startIndex + exponent
        if place < 0 { digits.insert(contentsOf: repeatElement(.zero, count: -place), at: 0) }
        place = max(0, place)
        if place > digits.count { digits.append(contentsOf: repeatElement(.zero, count: place - digits.count)) }
        var whole = digits[..<place].drop { $0 == .zero }
        var fraction = digits[place...]
        while fraction.last == .zero { fraction.removeLast() }
        if whole.isEmpty { whole = [.zero] }
        return (isNegative ? [.minus] : []) + whole + (fraction.isEmpty ? [] : [.point] + fraction)
    }

    /// The end of the number that begins at `start`. Throws `.syntax` at the first byte that does not fit.
    static func end(of text: Span<UInt8>, from start: Int) throws(JSONTextError) -> Int {
        var index = start
        if text[index] == .minus { index += 1 }
        guard index < text.count else { throw JSONTextError(code: .syntax, offset: index) }
        if text[index] == .zero {
            index += 1
        } else {
            index = try digits(text, from: index)
        }
        if index < text.count, text[index] == .point { index = try digits(text, from: index + 1) }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == .minus || text[index] == UInt8(ascii: "+") { index += 1 }
            index = try digits(text, from: index)
        }
        return index
    }

    /// Past one digit or more. A digit after a leading zero is refused by whoever reads on: it is no separator.
    private static func digits(_ text: Span<UInt8>, from start: Int) throws(JSONTextError) -> Int {
        var index = start
        while index < text.count, text[index] >= .zero, text[index] <= .nine { index += 1 }
        guard index > start else { throw JSONTextError(code: .syntax, offset: index) }
        return index
    }
}
