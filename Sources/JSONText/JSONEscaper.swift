// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes text into JSON strings with as few escapes as RFC 8259 allows.
package enum JSONEscaper {
    /// `utf8` as it stands inside `levels` JSON strings, one in the other; 0 leaves it as it is.
    package static func escape(_ utf8: [UInt8], levels: Int) -> [UInt8] {
        var text = utf8
        for _ in 0..<max(0, levels) {
            guard text.contains(where: needsEscape) else { break }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(text.count + text.count / 8 + 8)
            append(text, to: &escaped)
            text = escaped
        }
        return text
    }

    /// Appends a text escaped once.
    static func append(_ text: String, to output: inout [UInt8]) {
        let bytes = text.utf8.span
        for index in bytes.indices where needsEscape(bytes[index]) { return append(text.utf8, to: &output) }
        output.append(contentsOf: text.utf8)
    }

    /// Appends `utf8` escaped once, in the spelling of RFC 8785 §3.2.2.2: short escapes, else `\u00xx` in lower case.
    static func append(_ utf8: some Collection<UInt8>, to output: inout [UInt8]) {
        guard utf8.contains(where: needsEscape) else { return output.append(contentsOf: utf8) }
        for byte in utf8 {
            guard needsEscape(byte) else {
                output.append(byte)
                continue
            }
            output.append(.backslash)
            switch byte {
            case .quote, .backslash: output.append(byte)
            case 0x08: output.append(UInt8(ascii: "b"))
            case 0x09: output.append(UInt8(ascii: "t"))
            case 0x0A: output.append(UInt8(ascii: "n"))
            case 0x0C: output.append(UInt8(ascii: "f"))
            case 0x0D: output.append(UInt8(ascii: "r"))
            default: output.append(contentsOf: [UInt8(ascii: "u"), .zero, .zero, hex(byte >> 4), hex(byte & 15)])
            }
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == .quote || byte == .backslash }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? .zero + digit : UInt8(ascii: "a") + digit - 10 }
}
