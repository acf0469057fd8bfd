// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of a file into UTF-8, piece by piece; each piece it gives ends between characters.
///
/// What cannot be decoded becomes U+FFFD and is counted: a broken byte in a log does not hide the rest.
struct TextDecoding {
    private let encoding: TextEncoding
    private var pending: [UInt8] = []
    /// Whether something could not be decoded.
    private(set) var hasReplaced = false

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Decodes the next bytes of the file; with `isLast` nothing is held back.
    mutating func decode(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        let input = pending.isEmpty ? bytes : pending + bytes
        pending = []
        switch encoding {
        case .utf8: return decodeUTF8(input, isLast: isLast)
        case .utf16LittleEndian: return decodeUTF16(input, lowFirst: true, isLast: isLast)
        case .utf16BigEndian: return decodeUTF16(input, lowFirst: false, isLast: isLast)
        case .windows1251: return input.flatMap { $0 < 0x80 ? [$0] : Windows1251.utf8[Int($0) - 0x80] }
        }
    }

    private mutating func decodeUTF8(_ input: [UInt8], isLast: Bool) -> [UInt8] {
        let end = isLast ? input.count : input.lastCharacterBoundary
        pending = Array(input[end...])
        let whole = end == input.count ? input : Array(input[..<end])
        guard String(validating: whole, as: UTF8.self) == nil else { return whole }
        hasReplaced = true
        return Array(String(decoding: whole, as: UTF8.self).utf8)
    }

    private mutating func decodeUTF16(_ input: [UInt8], lowFirst: Bool, isLast: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(input.count / 2)
        for index in stride(from: 0, to: input.count - 1, by: 2) {
            let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
            units.append(lowFirst ? second << 8 | first : first << 8 | second)
        }
        var used = units.count * 2
        // The first half of a pair waits for the second.
        if !isLast, let last = units.last, 0xD800...0xDBFF ~= last {
            units.removeLast()
            used -= 2
        }
        pending = isLast ? [] : Array(input[used...])
        if isLast, used < input.count { hasReplaced = true }
        var output: [UInt8] = []
        output.reserveCapacity(units.count * 2)
        let isBroken = transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { output.append($0) })
        hasReplaced = hasReplaced || isBroken
        return output
    }
}

/// The upper half of the code page that Russian Windows used before Unicode.
private enum Windows1251 {
    private static let characters =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
        + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"

    /// The UTF-8 of bytes 0x80 to 0xFF.
    static let utf8 = characters.unicodeScalars.map { Array(String($0).utf8) }
}
