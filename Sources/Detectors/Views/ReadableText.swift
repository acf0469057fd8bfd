// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Checks decoded bytes one by one: whether they are UTF-8 text without control characters. Most runs that only look
/// encoded fail within the first few bytes.
struct ReadableText {
    private(set) var bytes: [UInt8] = []
    /// How many bytes of the character that was begun are still to come.
    private var pending = 0
    /// What the next byte of that character may be (RFC 3629 §4).
    private var admitted: ClosedRange<UInt8> = 0x80...0xBF

    /// Takes the next byte; `false`: this is no text.
    mutating func append(_ byte: UInt8) -> Bool {
        bytes.append(byte)
        if pending > 0 {
            guard admitted.contains(byte) else { return false }
            admitted = 0x80...0xBF
            pending -= 1
            return true
        }
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E: return true
        case 0xC3...0xDF: pending = 1
        // C1 controls are no text.
        case 0xC2: (pending, admitted) = (1, 0xA0...0xBF)
        case 0xE0: (pending, admitted) = (2, 0xA0...0xBF)
        case 0xED: (pending, admitted) = (2, 0x80...0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, admitted) = (3, 0x90...0xBF)
        case 0xF1...0xF3: pending = 3
        case 0xF4: (pending, admitted) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// Whether the last character is whole.
    var isComplete: Bool { pending == 0 && !bytes.isEmpty }
}
