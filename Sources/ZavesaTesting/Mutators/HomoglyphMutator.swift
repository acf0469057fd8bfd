// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes letters of another script that look the same, both ways, and letters that look like digits.
///
/// At least one letter of each word stays that tells its script: a word that could be either is nobody's mistake.
struct HomoglyphMutator: Mutator {
    let name = "Homoglyphs"
    let about = """
        Cyrillic for Latin and Latin for Cyrillic letters within words, О, З, б, l and I for digits (at most one \
        in three, and not all of a group)
        """
    let threshold = 0.99

    private static let latin = Array("ABCEHKMOPTXYaceopxy".unicodeScalars)
    private static let cyrillic = Array("АВСЕНКМОРТХУасеорху".unicodeScalars)
    private static let digits: [Unicode.Scalar: [Unicode.Scalar]] = [
        "0": ["О", "O", "о", "o"], "1": ["l", "I", "І"], "3": ["З", "з"], "6": ["б"],
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        var text = text
        let count = text.value.count { $0.isASCIIDigit }
        var changed = false
        // A number that begins right after a word begins with a digit.
        let isGlued = text.before.last?.properties.isAlphabetic == true
        if kind == .identifier, count >= 6, text.value.allSatisfy({ !$0.isLatin && !$0.isCyrillic }) {
            changed = poseAsDigits(&text.value, from: isGlued ? 1 : 0, most: count / 3, using: &generator)
        } else {
            changed = swap(&text.value, using: &generator)
        }
        if generator.once(in: 2) || !changed {
            changed = swap(&text.before, using: &generator) || changed
            changed = swap(&text.after, using: &generator) || changed
        }
        return changed ? text : nil
    }

    /// At least one digit of each group stays: nothing says that a lone «О» is a number.
    private func poseAsDigits(
        _ value: inout [Unicode.Scalar], from first: Int, most: Int, using generator: inout SplitMix64
    ) -> Bool {
        var left = Int.random(in: 1...most, using: &generator)
        var changed = false
        // Not the last digit: «12б» is a house.
        for index in value.indices.dropFirst(first).dropLast().shuffled(using: &generator) where left > 0 {
            guard let letters = Self.digits[value[index]], hasOtherDigit(value, beside: index) else { continue }
            value[index] = letters.pick(&generator)
            left -= 1
            changed = true
        }
        return changed
    }

    private func hasOtherDigit(_ value: [Unicode.Scalar], beside index: Int) -> Bool {
        func isPart(_ index: Int) -> Bool { value[index].isASCIIDigit || value[index].properties.isAlphabetic }
        let before = value[..<index].indices.reversed().prefix(while: isPart)
        let after = value[index...].indices.dropFirst().prefix(while: isPart)
        return before.contains { value[$0].isASCIIDigit } || after.contains { value[$0].isASCIIDigit }
    }

    /// Swaps letters in words that have a letter without a twin in the other script.
    private func swap(_ text: inout [Unicode.Scalar], using generator: inout SplitMix64) -> Bool {
        var changed = false
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, text[end].isLatin || text[end].isCyrillic { end += 1 }
            if end > start { changed = swap(&text, word: start..<end, using: &generator) || changed }
            start = end + 1
        }
        return changed
    }

    private func swap(_ text: inout [Unicode.Scalar], word: Range<Int>, using generator: inout SplitMix64) -> Bool {
        let isLatin = text[word].allSatisfy(\.isLatin)
        guard isLatin || text[word].allSatisfy(\.isCyrillic) else { return false }
        let (own, other) = isLatin ? (Self.latin, Self.cyrillic) : (Self.cyrillic, Self.latin)
        // Telling: without a twin, with a margin for the shapes that only some fonts share.
        let shared = own + (isLatin ? "ijsldqhkvnNZIJSGLVWRDuwb" : "іјѕӏһкгГЛПФ").unicodeScalars
        guard text[word].contains(where: { !shared.contains($0) }) else { return false }
        var changed = false
        for index in word where generator.once(in: 2) {
            guard let place = own.firstIndex(of: text[index]) else { continue }
            text[index] = other[place]
            changed = true
        }
        return changed
    }
}
