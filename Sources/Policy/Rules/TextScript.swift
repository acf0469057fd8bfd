// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A script that a request's texts are in, as far as rules tell them apart.
package enum TextScript: String, Sendable, CaseIterable {
    case latin, cyrillic, arabic

    /// A script counts from a word of this many letters on: a unit or a variable's name is no language.
    private static let shortestWord = 3

    /// The scripts of a UTF-8 text, by the lead bytes of its letters; linear, without decoding.
    package static func found(in text: [UInt8]) -> Set<TextScript> {
        var found: Set<TextScript> = []
        var run: (script: TextScript, letters: Int)?
        var index = 0
        while index < text.count, found.count < allCases.count {
            let byte = text[index]
            let script = script(of: byte)
            index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard let script else {
                run = nil
                continue
            }
            run = run?.script == script ? (script, (run?.letters ?? 0) + 1) : (script, 1)
            if let run, run.letters >= shortestWord { found.insert(run.script) }
        }
        return found
    }

    /// Latin letters of ASCII and Latin-1 to Extended-B (U+00C0 to U+024F), Cyrillic (U+0400 to U+053F), Arabic (U+0600
    /// to U+077F).
    private static func script(of lead: UInt8) -> TextScript? {
        switch lead {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3...0xC8: .latin
        case 0xD0...0xD4: .cyrillic
        case 0xD8...0xDD: .arabic
        default: nil
        }
    }
}
