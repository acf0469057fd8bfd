// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore

/// Finds text of the caller that reads like a token, in any spelling the restorer tolerates.
///
/// It looks between the replacements, as the restorer will: what stands next to a token has an edge there.
struct LiteralFinder: Sendable {
    private let reader: TokenReader<ConceivableTokens>

    init(labels: some Sequence<TokenLabel>) {
        reader = TokenReader(space: ConceivableTokens(labels: labels))
    }

    /// A replacement for each, in text order.
    func find(in text: [UInt8], between replacements: [Replacement]) -> [Replacement] {
        var found: [Replacement] = []
        var start = 0
        for replacement in replacements {
            find(in: text, from: start, to: replacement.span.start, &found)
            start = replacement.span.end
        }
        find(in: text, from: start, to: text.count, &found)
        return found
    }

    private func find(in text: [UInt8], from start: Int, to end: Int, _ found: inout [Replacement]) {
        var index = start
        while index < end {
            guard TokenReader<ConceivableTokens>.mayBegin(with: text[index]) else {
                index += 1
                continue
            }
            let previous = index > start ? text[index - 1] : nil
            let reading = reader.read(text, at: index, end: end, previous: previous, isFinal: true)
            guard case .token(_, let count, _) = reading else {
                index += 1
                continue
            }
            let span = ByteSpan(index, index + count)
            found.append(
                Replacement(
                    span: span, type: .literal, subject: nil, action: .tokenize, reason: .literal,
                    origin: Sensitive(Array(text[span.range]))))
            index += count
        }
    }
}
