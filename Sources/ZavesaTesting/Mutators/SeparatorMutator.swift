// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Separates the digits of a number in ways that no form of it has.
struct SeparatorMutator: Mutator {
    let name = "Separators"
    let about = """
        spaces of all widths, dots, slashes, dashes, underscores, line breaks and Markdown between digits, at the \
        usual places or any others; not for secrets and addresses, of which separators are a part
        """
    let threshold = 0.95

    private static let separators = [
        " ", "  ", "\u{A0}", "\u{2009}", "\u{202F}", ".", "/", "·", "-", "–", "—", "‑", "−", "_", ",", "\n", "-\n",
        "\n", "\t", " - ",
        " / ", " · ", "**", "`", "*", "|", ";", ":",
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        let digits = text.value.count { $0.digitValue != nil }
        guard kind == .identifier, digits >= 6, digits * 2 > text.value.count else { return nil }
        var text = text
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return emphasized(text, using: &generator)
        case 1...2 where hasSeparators(text.value):
            text.value = replaced(text.value, by: Array(Self.separators.pick(&generator).unicodeScalars))
        case 3:
            text.value = regrouped(text.value, of: 1...1, using: &generator)
        default:
            text.value = regrouped(text.value, of: 2...4, using: &generator)
        }
        return text
    }

    /// Markdown around the number or a part of it.
    private func emphasized(_ text: MarkedText, using generator: inout SplitMix64) -> MarkedText {
        var text = text
        let mark = Array(["**", "__", "`", "*", "~~", "***"].pick(&generator).unicodeScalars)
        let digits = text.value.indices.filter { text.value[$0].digitValue != nil }
        if mark[0] == "_" || generator.once(in: 2) {
            // Underscores only stress what no word touches.
            guard text.before.last.map({ !$0.isLatin && !$0.isCyrillic && !$0.isArabicLetter }) ?? true else {
                return text
            }
            text.before += mark
            text.after.insert(contentsOf: mark, at: 0)
        } else {
            let first = digits[Int.random(in: 0..<digits.count / 2, using: &generator)]
            let last = digits[Int.random(in: digits.count / 2..<digits.count, using: &generator)]
            text.value.insert(contentsOf: mark, at: last)
            text.value.insert(contentsOf: mark, at: first)
            if first == 0 {
                text.value.removeFirst(mark.count)
                text.before += mark
            }
        }
        return text
    }

    private func isSeparator(_ value: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index > 0, index + 1 < value.count else { return false }
        return " -.·–‑/".unicodeScalars.contains(value[index]) && value[index - 1].digitValue != nil
            && value[index + 1].digitValue != nil
    }

    private func hasSeparators(_ value: [Unicode.Scalar]) -> Bool {
        value.indices.contains { isSeparator(value, $0) }
    }

    private func replaced(_ value: [Unicode.Scalar], by separator: [Unicode.Scalar]) -> [Unicode.Scalar] {
        value.indices.flatMap { isSeparator(value, $0) ? separator : [value[$0]] }
    }

    /// The digits in new groups, its own separators left out.
    private func regrouped(
        _ value: [Unicode.Scalar], of sizes: ClosedRange<Int>, using generator: inout SplitMix64
    ) -> [Unicode.Scalar] {
        let separator = Array(Self.separators.pick(&generator).unicodeScalars)
        let compact = value.indices.filter { !isSeparator(value, $0) }.map { value[$0] }
        var output: [Unicode.Scalar] = []
        var left = Int.random(in: sizes, using: &generator)
        for (index, scalar) in compact.enumerated() {
            output.append(scalar)
            guard scalar.digitValue != nil else { continue }
            left -= 1
            if left == 0, index + 1 < compact.count, compact[index + 1].digitValue != nil {
                output += separator
            }
            if left == 0 { left = Int.random(in: sizes, using: &generator) }
        }
        return output
    }
}
