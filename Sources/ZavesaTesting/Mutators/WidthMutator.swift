// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes ASCII in other shapes: fullwidth, mathematical alphabets, circled, superscript and subscript digits.
struct WidthMutator: Mutator {
    let name = "Width"
    let about = """
        fullwidth forms, mathematical letters and digits, circled letters and digits, superscript and subscript \
        digits
        """
    let threshold = 0.99

    private enum Shape: CaseIterable { case fullwidth, mathematical, circled, superscript, subscripted }

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        guard text.value.contains(where: { $0.isASCIIDigit || $0.isLatin }) else { return nil }
        var text = text
        let shape = Shape.allCases.pick(&generator)
        let alphabet = UInt32.random(in: 0..<13, using: &generator)
        let isWhole = generator.once(in: 2)
        var changed = false
        let value = text.value.map { scalar in
            guard isWhole || generator.once(in: 2), let other = Self.shaped(scalar, shape, alphabet: alphabet) else {
                return scalar
            }
            changed = true
            return other
        }
        // A value of letters alone has no superscript: fullwidth has every character.
        text.value = changed ? value : text.value.map { Self.shaped($0, .fullwidth, alphabet: 0) ?? $0 }
        return text
    }

    private static func shaped(_ scalar: Unicode.Scalar, _ shape: Shape, alphabet: UInt32) -> Unicode.Scalar? {
        let value = scalar.value
        switch shape {
        case .fullwidth: return 0x21..<0x7F ~= value ? Unicode.Scalar(value - 0x21 + 0xFF01) : nil
        case .mathematical: return mathematical(scalar, alphabet: alphabet)
        case .circled:
            if scalar == "0" { return "⓪" }
            if scalar.isASCIIDigit { return Unicode.Scalar(0x2460 + value - 0x31) }
            guard scalar.isLatin else { return nil }
            return Unicode.Scalar(value >= 0x61 ? 0x24D0 + value - 0x61 : 0x24B6 + value - 0x41)
        case .superscript:
            guard scalar.isASCIIDigit else { return nil }
            return Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)[Int(value - 0x30)]
        case .subscripted: return scalar.isASCIIDigit ? Unicode.Scalar(0x2080 + value - 0x30) : nil
        }
    }

    /// A letter of one of thirteen alphabets, a digit of one of five; some alphabets have gaps.
    private static func mathematical(_ scalar: Unicode.Scalar, alphabet: UInt32) -> Unicode.Scalar? {
        let value = scalar.value
        if scalar.isASCIIDigit { return Unicode.Scalar(0x1D7CE + alphabet % 5 * 10 + value - 0x30) }
        guard scalar.isLatin else { return nil }
        let letter = value >= 0x61 ? 26 + value - 0x61 : value - 0x41
        let shaped = Unicode.Scalar(0x1D400 + alphabet * 52 + letter)
        return shaped?.properties.generalCategory == .unassigned ? nil : shaped
    }
}
