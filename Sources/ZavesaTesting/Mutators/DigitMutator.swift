// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes digits of other scripts, of one or mixed in one number.
struct DigitMutator: Mutator {
    let name = "Digits"
    let about = "Arabic-Indic, Persian, Devanagari and other decimal digits, one system or several in one number"
    let threshold = 0.99

    private static let zeros: [UInt32] = [
        0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xAE6, 0xC66, 0xE50, 0x17E0, 0xFF10, 0x1D7CE, 0x1D7F6, 0x1E950,
    ]

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        guard text.value.contains(where: { $0.digitValue != nil }) else { return nil }
        var text = text
        let isMixed = generator.once(in: 2)
        let zero = Self.zeros.dropFirst().randomElement(using: &generator) ?? 0x660
        text.value = text.value.map { scalar in
            guard let digit = scalar.digitValue else { return scalar }
            return Unicode.Scalar((isMixed ? Self.zeros.pick(&generator) : zero) + UInt32(digit)) ?? scalar
        }
        return text
    }
}
