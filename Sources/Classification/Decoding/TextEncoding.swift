// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How the text of a file is encoded.
package enum TextEncoding: String, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1251 = "windows-1251"
}

extension TextEncoding {
    /// The encoding that the start of a file shows, with the length of its byte order mark; `nil` if none fits.
    ///
    /// - Parameter isWhole: whether `head` is all of the file; if not, its last character may be cut.
    static func detect(_ head: [UInt8], isWhole: Bool) -> (encoding: TextEncoding, markLength: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        // FF FE 00 00 is UTF-32, which nobody writes to disk and which is not read.
        if head.starts(with: [0xFF, 0xFE]) {
            return head.starts(with: [0xFF, 0xFE, 0, 0]) ? nil : (.utf16LittleEndian, 2)
        }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if isUTF8(head, isWhole: isWhole) { return (.utf8, 0) }
        return isWindows1251(head) ? (.windows1251, 0) : nil
    }

    private static func isUTF8(_ head: [UInt8], isWhole: Bool) -> Bool {
        let cut = isWhole ? 0 : head.count - head.lastCharacterBoundary
        return String(validating: head.dropLast(cut), as: UTF8.self) != nil
    }

    /// Whether bytes over 0x7F are Cyrillic letters for the most part, small ones before capitals.
    ///
    /// In KOI8-R capitals and small letters stand the other way round: such a file is not taken for this.
    private static func isWindows1251(_ head: [UInt8]) -> Bool {
        var (high, capitals, small) = (0, 0, 0)
        for byte in head {
            guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C else { return false }
            guard byte >= 0x80 else { continue }
            high += 1
            switch byte {
            case 0xE0...0xFF, 0xB8: small += 1
            case 0xC0...0xDF, 0xA8: capitals += 1
            default: break
            }
        }
        return high > 0 && (small + capitals) * 5 >= high * 4 && small * 2 >= capitals
    }
}

extension [UInt8] {
    /// Where the last character starts if its bytes are not all there, else the end.
    var lastCharacterBoundary: Int {
        var start = count
        while start > 0, count - start < 4 {
            start -= 1
            let byte = self[start]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return start + length > count ? start : count
        }
        return count
    }
}
