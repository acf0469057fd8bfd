// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Folds one text: a pass over its UTF-8 that copies what stays in long runs and notes where lengths change.
struct TextFolder {
    private let table = FoldTable.shared
    private let input: [UInt8]
    private var folded: [UInt8] = []
    private var changes: [OffsetMap.Change] = []
    /// Whether a character that can spell hidden text was removed.
    private var mayHideText = false
    /// The input bytes before this offset are in `folded`.
    private var copied = 0

    /// The folded text, the way back, and whether what was removed may spell text; `nil` if `utf8` is not valid UTF-8.
    static func fold(_ utf8: [UInt8]) -> (folded: [UInt8], map: OffsetMap, mayHideText: Bool)? {
        var folder = Self(input: utf8)
        guard let scan = folder.run() else { return nil }
        let (folded, map) = folder.result
        guard scan.mayHoldLookalikes else { return (folded, map, folder.mayHideText) }
        let edits = LookalikeResolver.edits(in: folded)
        guard !edits.isEmpty else { return (folded, map, folder.mayHideText) }
        let resolved = map.applying(edits, to: folded)
        return (resolved.folded, resolved.map, folder.mayHideText)
    }

    private init(input: [UInt8]) {
        self.input = input
    }

    /// Where nothing changed the folded text shares the input's storage.
    private var result: (folded: [UInt8], map: OffsetMap) {
        (copied == 0 ? input : folded, OffsetMap(changes))
    }

    /// What a pass over the text has seen.
    private struct Scan {
        var isASCII = true
        var hasDigits = false

        /// Whether one character can pose as another.
        var mayHoldLookalikes: Bool { !isASCII || hasDigits }
    }

    /// The pass; `nil` at the first byte that is not UTF-8.
    private mutating func run() -> Scan? {
        var offset = 0
        var scan = Scan()
        let text = input
        let bytes = text.span
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte >= 0x80 || Self.isControl(byte) else {
                scan.hasDigits = scan.hasDigits || byte &- UInt8(ascii: "0") < 10
                offset += 1
                continue
            }
            scan.isASCII = false
            if byte & 0xFE == 0xD0, offset + 1 < bytes.count, table.keepsCyrillic(byte, bytes[offset + 1]) {
                offset += 2
                continue
            }
            guard let (scalar, count) = UTF8Scalar.decode(bytes, at: offset) else { return nil }
            switch table.action(for: scalar) {
            case .keep: break
            case .remove: remove(at: offset, count: count)
            case .absorb: absorb(scalar, at: offset, count: count)
            case .replace(let range): replace(at: offset, count: count, by: range)
            }
            offset += count
        }
        if copied > 0 { copy(upTo: offset) }
        return scan
    }

    /// Whether a byte of ASCII is a control that is no usual white space.
    @inline(__always)
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && !(byte == 0x09 || byte == 0x0A || byte == 0x0D) || byte == 0x7F
    }

    /// Copies the input up to `offset` and takes it as dealt with up to `next`.
    private mutating func copy(upTo offset: Int) {
        if copied == 0 { folded.reserveCapacity(input.count) }
        folded.append(contentsOf: input[copied..<offset])
    }

    private mutating func replace(at offset: Int, count: Int, by range: Range<Int>) {
        copy(upTo: offset)
        if range.count != count {
            changes.append(
                .init(folded: folded.count, foldedCount: range.count, original: offset, originalCount: count))
        }
        for index in range { folded.append(table.replacements[index]) }
        copied = offset + count
    }

    private mutating func remove(at offset: Int, count: Int) {
        copy(upTo: offset)
        copied = offset + count
        mayHideText = mayHideText || HiddenText.beginsSpelling(input[offset])
        if let last = changes.last, last.foldedCount == 0, last.originalEnd == offset {
            changes[changes.count - 1].originalCount += count
        } else {
            changes.append(.init(folded: folded.count, foldedCount: 0, original: offset, originalCount: count))
        }
    }

    /// Takes a mark into the character before it; where there is none it is removed.
    private mutating func absorb(_ mark: UInt32, at offset: Int, count: Int) {
        copy(upTo: offset)
        guard let last = folded.last, last > 0x20 else {
            copied = offset
            return remove(at: offset, count: count)
        }
        var start = folded.count - 1
        while start > 0, folded[start] & 0xC0 == 0x80 { start -= 1 }
        if let composed = MarkComposition.compose(folded[start...], with: mark) {
            folded.replaceSubrange(start..., with: composed)
        }
        var before = offset
        if let last = changes.last, last.foldedCount == 0, last.folded == folded.count {
            before = last.original
            changes.removeLast()
        }
        if let last = changes.last, last.foldedCount > 0, last.foldedEnd == folded.count {
            changes[changes.count - 1].originalCount = offset + count - last.original
        } else {
            let width = folded.count - start
            let original = before - width
            changes.append(
                .init(
                    folded: start, foldedCount: width, original: original, originalCount: offset + count - original))
        }
        copied = offset + count
    }
}
