// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import TextNormalization

/// Texts that nobody writes but somebody sends.
@Suite struct HostileInputTests {
    /// Pieces that scanners and expressions look at, so that random texts reach their corners.
    private static let pieces = [
        "0", "1", "7", "8", "9", "00", "784", "2026", "+", "+7", "-", ".", " ", "(", ")", "/", ":", "::", "@", "\n",
        "x",
        "DE", "ru", "ffff", "eyJ", "://", "пароль: ", "ИНН ", "هوية ", "тел. ", "\u{200B}", "１", "٣", "О", "\"", "=",
        "&#55;", "%37", "\\u0037", "=D0=98", "=37", "=\n", "NzcyMDgxOTY3OA", "==", "37373230383139",
        "37 37 32 30 38 31 ",
        "**", "__", "`", "семь ", "девятьсот двенадцать ", "double ", "four ", "خمسة ", "وأربعون ", " собака ", "mail",
        " точка ", " at ", "\u{E0037}", "\u{E0037}\u{E0037}\u{E0032}\u{E0030}", "\u{E0127}",
    ]

    @Test(arguments: 0..<8) func randomTextsGiveSpansInOrderInsideTheTextWithoutOverlap(seed: UInt64) throws {
        let engine = try ShippedDictionaries.engine()
        var random = SplitMix(state: seed)
        for _ in 0..<150 {
            let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let bytes = Array(text.utf8)
            guard let analyzed = AnalyzedText(utf8: bytes) else { continue }
            let detections = try engine.detect(in: analyzed)
            var end = 0
            for detection in detections {
                #expect(detection.span.start >= end && detection.span.end <= bytes.count, "seed \(seed): \(text)")
                #expect(!detection.span.isEmpty && (0...1).contains(detection.score))
                end = detection.span.end
            }
            #expect(try engine.detect(in: analyzed) == detections, "the same text gives the same findings")
        }
    }

    @Test(arguments: [
        "1", "9 ", "1.", "1-", "@", "a@", ":", "(", "0 0 ", "784-", "DE12 ", "eyJ", "-----BEGIN PRIVATE KEY-----",
        "&#", "&#49;", "%31", "\\u0031", "\\", "=", "=D0", "=\n", "Nzcy", "NzcyMDgxOTY3OA== ", "37 ", "1*", "1_",
        "семь ",
        "double ", "собака точка ру ", "a at b dot com ", "\u{E0031}",
    ])
    func longRepetitionsEndInTime(piece: String) throws {
        let text = String(repeating: piece, count: 3000)
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            guard let analyzed = AnalyzedText(utf8: Array(text.utf8)) else { return }
            _ = try ShippedDictionaries.engine().detect(in: analyzed)
        }
        #expect(elapsed < .seconds(20))
    }
}

/// A small seeded generator: a failing case can be run again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
