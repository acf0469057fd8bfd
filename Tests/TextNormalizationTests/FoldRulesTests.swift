// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TextNormalization

/// The fold's tables against what Unicode says of every scalar.
struct FoldRulesTests {
    private static let scalars = (0x80..<0x110000 as Range<UInt32>).compactMap(Unicode.Scalar.init)

    private func fold(_ scalar: Unicode.Scalar) -> String {
        String(decoding: AnalyzedText.fold(Array(String(scalar).utf8)), as: UTF8.self)
    }

    @Test("Every decimal digit of every script is its ASCII digit")
    func decimalDigits() {
        var count = 0
        for scalar in Self.scalars where scalar.properties.generalCategory == .decimalNumber {
            count += 1
            #expect(
                fold(scalar) == "\(Int(scalar.properties.numericValue ?? -1))", "U+\(String(scalar.value, radix: 16))")
        }
        #expect(count >= 650)
    }

    @Test("Every character that Unicode calls ignorable vanishes")
    func ignorableCharacters() {
        for scalar in Self.scalars where scalar.properties.isDefaultIgnorableCodePoint {
            #expect(fold(scalar) == "", "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("Every dash is a hyphen, every space a space")
    func dashesAndSpaces() {
        for scalar in Self.scalars {
            switch scalar.properties.generalCategory {
            case .dashPunctuation: #expect(fold(scalar) == "-", "U+\(String(scalar.value, radix: 16))")
            case .spaceSeparator: #expect(fold(scalar) == " ", "U+\(String(scalar.value, radix: 16))")
            default: break
            }
        }
    }

    @Test("Every Arabic presentation form is what the letters it stands for fold to")
    func presentationForms() {
        let blocks = [0xFB50...0xFDCF, 0xFDF0...0xFDFC, 0xFE70...0xFEFC] as [ClosedRange<UInt32>]
        var count = 0
        for scalar in blocks.joined().compactMap(Unicode.Scalar.init) {
            let letters = String(scalar).precomposedStringWithCompatibilityMapping
            guard letters.unicodeScalars.first != scalar || letters.unicodeScalars.count > 1 else { continue }
            count += 1
            let expected = String(decoding: AnalyzedText.fold(Array(letters.utf8)), as: UTF8.self)
            let folded = fold(scalar)
            #expect(
                folded == expected.trimmingCharacters(in: .whitespaces),
                "U+\(String(scalar.value, radix: 16)) \(folded)")
        }
        #expect(count > 600)
    }

    @Test("A letter with a mark folds as its decomposed spelling does")
    func decomposedSpellings() {
        let blocks = [0xC0...0x24F, 0x390...0x3FF, 0x400...0x52F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>]
        for scalar in blocks.joined().compactMap(Unicode.Scalar.init) {
            let decomposed = Array(String(scalar).decomposedStringWithCanonicalMapping.utf8)
            #expect(
                AnalyzedText.fold(decomposed) == Array(fold(scalar).utf8), "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("Letters of Russian, of Arabic and of ASCII that have one spelling stay")
    func plainLettersStay() {
        let letters = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯابتثجحخدذرزسشصضطظعغفقكلمنهويء"
        for scalar in letters.unicodeScalars {
            #expect(fold(scalar) == String(scalar))
        }
    }
}
