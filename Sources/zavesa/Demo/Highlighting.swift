// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds the tokens of a text, and in its twin the values they stand for.
struct Highlighting {
    let original: StyledText
    let tokenized: StyledText

    /// Both texts are the same but for tokens. Where they turn out not to be, `original` is left plain.
    init(original: String, tokenized: String) {
        let matches = tokenized.matches(of: Self.token)
        var spans: [StyledText.Span] = []
        var between: [Substring] = []
        var end = tokenized.startIndex
        for match in matches {
            between.append(tokenized[end..<match.range.lowerBound])
            spans.append(.init(text: String(between[between.count - 1]), style: .plain))
            spans.append(.init(text: String(tokenized[match.range]), style: .token))
            end = match.range.upperBound
        }
        between.append(tokenized[end...])
        spans.append(.init(text: String(tokenized[end...]), style: .plain))
        self.tokenized = StyledText(spans)
        self.original = Self.values(of: original, between: between) ?? StyledText(original)
    }

    /// What stands between the given parts of a text are the values.
    private static func values(of text: String, between parts: [Substring]) -> StyledText? {
        guard let first = parts.first, text.hasPrefix(first) else { return nil }
        var spans = [StyledText.Span(text: String(first), style: .plain)]
        var rest = text.dropFirst(first.count)
        for (index, part) in parts.enumerated().dropFirst() {
            let isLast = index == parts.count - 1
            let found = isLast && part.isEmpty ? rest.endIndex..<rest.endIndex : rest.firstRange(of: part)
            guard let found else { return nil }
            spans.append(.init(text: String(rest[..<found.lowerBound]), style: .value))
            spans.append(.init(text: String(part), style: .plain))
            rest = rest[found.upperBound...]
        }
        return StyledText(spans)
    }

    /// A token as the gateway writes it or a model writes it back.
    private static var token: Regex<(Substring, Substring?)> { /\[?[A-Za-z]{2,10}\\?_[0-9A-Za-z]{9}(_[GDAIP])?\]?/ }
}
