// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// The way back from a folded text.
enum FoldFuzzing {
    static func promise(brokenBy input: FuzzInput) -> String? {
        let isText = String(validating: input.payload, as: UTF8.self) != nil
        guard let analyzed = AnalyzedText(utf8: input.payload) else { return isText ? "a text was refused" : nil }
        guard isText else { return "bytes that are no text were taken" }
        guard String(validating: analyzed.folded, as: UTF8.self) != nil else { return "a folded text is no text" }
        return inOrder(analyzed.folded.count, analyzed.original.count, analyzed.originalSpan)
            ?? inOrder(analyzed.original.count, analyzed.folded.count, analyzed.foldedSpan)
    }

    /// Spans of one text lead into the other one, and later ones not before earlier ones.
    private static func inOrder(_ count: Int, _ limit: Int, _ map: (ByteSpan) -> ByteSpan) -> String? {
        var last = ByteSpan(0, 0)
        for start in 0..<count {
            let mapped = map(ByteSpan(start, start + 1))
            guard mapped.start <= mapped.end, mapped.end <= limit else { return "a span leads out of the text" }
            guard mapped.start >= last.start, mapped.end >= last.end else { return "spans lead back" }
            last = mapped
        }
        let whole = map(ByteSpan(0, count))
        return whole.end <= limit && whole.end >= last.end ? nil : "the whole leads to less than its parts"
    }
}
