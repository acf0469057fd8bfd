// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Cuts a derived text down to what can matter: the runs that are read in another way, with the words around them.
enum ViewWindow {
    /// Shorter texts are kept whole.
    private static let wholeLength = 1024
    /// More than the reach of any context word (20 words).
    private static let before = 384
    private static let after = 192

    /// The text with the edits of `runs` (in text order, not overlapping) and what is far from them left out.
    static func derived(from text: AnalyzedText, runs: [ViewRun]) -> AnalyzedText? {
        let edits = runs.flatMap(\.edits)
        guard text.folded.count > wholeLength else { return text.edited(by: edits) }
        let gaps = gaps(between: windows(around: runs, in: text.folded), count: text.folded.count)
        guard !gaps.isEmpty else { return text.edited(by: edits) }
        let all = (edits + gaps).sorted { ($0.offset, $0.count) < ($1.offset, $1.count) }
        return text.edited(by: all, keepsFieldName: false)
    }

    private static func windows(around runs: [ViewRun], in text: [UInt8]) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        for run in runs {
            let start = space(in: text, from: run.area.lowerBound - before)
            let end = space(in: text, from: run.area.upperBound + after)
            if let last = windows.last, start <= last.upperBound {
                windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                windows.append(min(start, run.area.lowerBound)..<end)
            }
        }
        return windows
    }

    /// The offset of the first space or character from `offset` on: windows part words only where there is no space.
    private static func space(in text: [UInt8], from offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        guard offset < text.count else { return text.count }
        let near = text[offset..<min(text.count, offset + 64)]
        return near.firstIndex { $0 <= 0x20 } ?? near.firstIndex { !$0.isContinuation } ?? text.count
    }

    private static func gaps(between windows: [Range<Int>], count: Int) -> [TextEdit] {
        let separator = Array("\n\n".utf8)
        var gaps: [TextEdit] = []
        var end = 0
        for window in windows {
            if window.lowerBound > end + separator.count {
                gaps.append(TextEdit(end..<window.lowerBound, end == 0 ? [] : separator))
            }
            end = window.upperBound
        }
        if end < count { gaps.append(TextEdit(end..<count, [])) }
        return gaps
    }
}
