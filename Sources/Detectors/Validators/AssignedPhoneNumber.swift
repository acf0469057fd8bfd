// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumber

/// Whether a phone number is one that its country assigns, by libphonenumber's tables of all countries.
///
/// A check behind cheap candidates: it takes tens of microseconds, where the numbering plans of `dictionaries/tables`
/// take less than one.
enum AssignedPhoneNumber {
    /// libphonenumber's region of a number that brings its calling code.
    private static let nowhere = "ZZ"
    /// ITU-T E.164: digits with the calling code; two more for 00.
    private static let digitCounts = 5...17

    /// With `+` or 00 and a calling code.
    static func isInternational(_ text: [UInt8]) -> Bool {
        var number = dialed(text)
        if number.starts(with: "00".utf8) { number = [UInt8(ascii: "+")] + number.dropFirst(2) }
        return number.first == UInt8(ascii: "+") && isAssigned(number)
    }

    /// The plus sign and the digits, up to an extension.
    private static func dialed(_ text: [UInt8]) -> [UInt8] {
        let number = text.prefix { !$0.isASCIILetter && !$0.isBeyondASCII }
        return number.filter { $0.isASCIIDigit || $0 == UInt8(ascii: "+") }
    }

    private static func isAssigned(_ number: [UInt8]) -> Bool {
        guard digitCounts.contains(number.count) else { return false }
        // Both texts are lent for the call; the library copies what it keeps.
        let status = unsafe number.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                unsafe Self.nowhere.withCString { unsafe zv_phone_is_valid(text.baseAddress, text.count, $0) }
            }
        }
        return status == 1
    }
}
