// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Number literals of RFC 8259 §6.
package enum JSONNumber {
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
