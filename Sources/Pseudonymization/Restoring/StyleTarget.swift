// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Follows what a style sheet loads, `url(…)` and `@import …;` (CSS Values 4 §4.5, CSS Cascade 5 §2), byte by byte: white space in
/// quotation marks does not end it.
struct StyleTarget: Sendable {
    /// What ends the target: a parenthesis or a semicolon; 0 outside.
    private var end: UInt8 = 0

    var isInside: Bool { end != 0 }

    /// Takes a byte in; `recent` are the last eight, lower case, it among them in the low byte.
    mutating func consume(_ byte: UInt8, after recent: UInt64) {
        if byte == end || byte == UInt8(ascii: "}") && end == UInt8(ascii: ";") { end = 0 }
        if recent & 0xFFFF_FFFF == 0x7572_6C28 { end = UInt8(ascii: ")") }
        if recent == 0x4069_6D70_6F72_7420 || recent == 0x4069_6D70_6F72_7422 { end = UInt8(ascii: ";") }
    }
}
