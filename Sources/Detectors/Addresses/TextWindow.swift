// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Stretches of a text round places of interest, cut between words.
enum TextWindow {
    /// Bytes without white space after which a window is cut inside them.
    private static let longestWord = 64

    /// The windows of some offsets, which are in order; apart from each other, in text order.
    static func around(_ offsets: [Int], in text: [UInt8], before: Int, after: Int) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        for offset in offsets { add(offset, to: &windows, in: text, before: before, after: after) }
        return windows
    }

    /// Adds the window of an offset, or widens the last one.
    static func add(_ offset: Int, to windows: inout [Range<Int>], in text: [UInt8], before: Int, after: Int) {
        let end = wordEnd(in: text, at: min(text.count, offset + after))
        if let last = windows.last, last.upperBound >= offset - before {
            windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, end)
        } else {
            let floor = windows.last?.upperBound ?? 0
            windows.append(max(floor, wordStart(in: text, at: max(0, offset - before)))..<end)
        }
    }

    private static func wordStart(in text: [UInt8], at offset: Int) -> Int {
        var index = offset
        while index > 0, offset - index < longestWord, text[index - 1] > 0x20 { index -= 1 }
        while index > 0, index < text.count, text[index].isContinuation { index -= 1 }
        return index
    }

    private static func wordEnd(in text: [UInt8], at offset: Int) -> Int {
        var index = offset
        while index < text.count, index - offset < longestWord, text[index] > 0x20 { index += 1 }
        while index < text.count, text[index].isContinuation { index += 1 }
        return index
    }
}
