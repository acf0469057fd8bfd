// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Text that invisible characters spell: tag characters (U+E0020–E007E are ASCII), and variation selectors, of which
/// each stands for a byte (U+FE00–FE0F for 0–15, U+E0100–E01EF for 16–255).
///
/// A person does not see it, and a model reads it. As noise inside visible text the same characters are only removed.
enum HiddenText {
    /// Fewer characters in a row are an emoji's flag or variant, or noise.
    private static let minimumRun = 3

    /// Whether a character can be a part of hidden text that is more than a variant of an emoji.
    static func canSpell(_ scalar: UInt32) -> Bool {
        0xE0020...0xE007E ~= scalar || 0xE0100...0xE01EF ~= scalar
    }

    /// What each run of such characters spells, in text order.
    static func edits(in text: [UInt8]) -> [TextEdit] {
        var edits: [TextEdit] = []
        var offset = 0
        while offset < text.count {
            guard text[offset] == 0xF3 || text[offset] == 0xEF, let kind = Piece(text, at: offset)?.kind else {
                offset += 1
                continue
            }
            var run = Run(start: offset)
            while let next = Piece(text, at: run.end), next.kind == kind {
                run.bytes.append(next.byte)
                run.end += next.count
            }
            offset = run.end
            guard run.bytes.count >= minimumRun, isText(run.bytes) else { continue }
            edits.append(TextEdit(run.start..<run.end, spaced(run, in: text)))
        }
        return edits
    }

    private struct Run {
        let start: Int
        var end: Int
        var bytes: [UInt8] = []

        init(start: Int) {
            self.start = start
            end = start
        }
    }

    /// What one character adds to a run.
    private struct Piece {
        enum Alphabet { case tag, selector }
        let kind: Alphabet
        let byte: UInt8
        let count: Int

        init?(_ text: [UInt8], at offset: Int) {
            guard offset < text.count, text[offset] == 0xF3 || text[offset] == 0xEF,
                let (scalar, count) = UTF8Scalar.decode(text.span, at: offset)
            else { return nil }
            self.count = count
            switch scalar {
            case 0xE0020...0xE007E: (kind, byte) = (.tag, UInt8(scalar - 0xE0000))
            case 0xFE00...0xFE0F: (kind, byte) = (.selector, UInt8(scalar - 0xFE00))
            case 0xE0100...0xE01EF: (kind, byte) = (.selector, UInt8(scalar - 0xE0100 + 16))
            default: return nil
            }
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            guard let (scalar, count) = UTF8Scalar.decode(bytes.span, at: offset), EscapeSequence.isReadable(scalar)
            else { return false }
            offset += count
        }
        return true
    }

    /// The text of a run, kept apart from letters beside it, but not from digits: these may be one number.
    private static func spaced(_ run: Run, in text: [UInt8]) -> [UInt8] {
        let isAfterLetter = run.start > 0 && isLetter(text[run.start - 1])
        let isBeforeLetter = run.end < text.count && isLetter(text[run.end])
        return (isAfterLetter ? [0x20] : []) + run.bytes + (isBeforeLetter ? [0x20] : [])
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
}
