// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A row of escaped bytes that are UTF-8 together: `%D0%98`, `\xd0\x98`.
struct EscapedBytes {
    enum Prefix {
        case percent, backslash

        fileprivate var bytes: [UInt8] {
            switch self {
            case .percent: [UInt8(ascii: "%")]
            case .backslash: [UInt8(ascii: "\\"), UInt8(ascii: "x")]
            }
        }
    }

    /// Reads the row at `offset` and adds an edit for each character of it; where it ends, or `offset` if there is none.
    static func read(_ text: [UInt8], at offset: Int, prefix: Prefix, into edits: inout [TextEdit]) -> Int {
        let mark = prefix.bytes
        let width = mark.count + 2
        var bytes: [UInt8] = []
        var end = offset
        while text[end...].starts(with: mark),
            let byte = EscapeSequence.hexadecimal(text, at: end + mark.count, least: 2, most: 2)
        {
            bytes.append(UInt8(truncatingIfNeeded: byte.value))
            end += width
        }
        var index = 0
        while index < bytes.count {
            guard let (scalar, count) = UTF8Scalar.decode(bytes.span, at: index) else {
                index += 1
                continue
            }
            if EscapeSequence.isReadable(scalar) {
                edits.append(
                    TextEdit(
                        offset: offset + index * width, count: count * width, text: Array(bytes[index..<index + count]))
                )
            }
            index += count
        }
        return end
    }
}
