// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Vault

/// The grammar beside a second statement of it, and the reader beside what a token is made of.
enum TokenFuzzing {
    static func promise(brokenBy input: FuzzInput) -> String? {
        let parts = input.payload.split(separator: UInt8(ascii: "_"), maxSplits: 1, omittingEmptySubsequences: false)
        let label = String(decoding: parts.first ?? [], as: UTF8.self)
        let rest = parts.count > 1 ? parts[1] : []
        let body = String(decoding: rest.prefix(TokenGrammar.bodyLength), as: UTF8.self)
        let token = TokenLabel(label).flatMap { Token(label: $0, body: body) }
        guard (token != nil) == isToken(label, body) else { return "the grammar takes other tokens than it says" }
        return token.flatMap(written) ?? read(input.payload)
    }

    /// A token that is written is read, in text and in names; with one character changed or two swapped it has another
    /// check character.
    private static func written(_ token: Token) -> String? {
        let value = Array("Ольга".utf8)
        let view = RestoreView([RevealedToken(token: token, type: .person, value: Sensitive(value))])
        for (text, source) in [(token.bracketed, StreamingRestorer.Source.text), (token.bare, .identifier)] {
            let step = StreamingRestorer.restore(Array(text.utf8), view: view, rules: RestoreRules(), source: source)
            if step.output != value || step.counts.repaired > 0 { return "a token that was written was not read" }
        }
        guard token.bracketed.utf8.count <= TokenGrammar.maxCanonicalLength else { return "a token is too long" }
        let body = Array(token.body.utf8)
        for (index, old) in body.enumerated() {
            var changed = body
            for new in TokenGrammar.alphabet where new != old {
                changed[index] = new
                if check(token, changed) == token.check { return "a changed character was not noticed" }
            }
            guard index > 0, body[index - 1] != old else { continue }
            changed = body
            changed.swapAt(index - 1, index)
            if check(token, changed) == token.check { return "two swapped characters were not noticed" }
        }
        return nil
    }

    private static func check(_ token: Token, _ body: [UInt8]) -> UInt8 {
        TokenGrammar.check(label: token.label.text.utf8, body: body)
    }

    /// What a reader takes for a token has the token's characters in order, look-alikes aside.
    private static func read(_ text: [UInt8]) -> String? {
        for token in FuzzTokens.shared.tokens {
            let step = StreamingRestorer.restore(text, view: RestoreView([token]), rules: RestoreRules())
            guard step.counts.restored + step.counts.withheld > 0 else { continue }
            if !skeleton(text).holds(skeleton(Array(token.token.bare.utf8))) {
                return "the reader found what is no token"
            }
        }
        return nil
    }

    /// ASCII letters and digits in upper case, with look-alikes made one.
    private static func skeleton(_ text: [UInt8]) -> [UInt8] {
        text.compactMap { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "a")...UInt8(ascii: "z"): look(byte & 0xDF)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): look(byte)
            default: nil
            }
        }
    }

    private static func look(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: letter
        }
    }

    private static func isToken(_ label: String, _ body: String) -> Bool {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let characters = letters.union("0123456789".utf8).subtracting("ILOU".utf8)
        return (2...10).contains(label.utf8.count) && label.utf8.allSatisfy(letters.contains)
            && body.utf8.count == 8 && body.utf8.allSatisfy(characters.contains)
    }
}
