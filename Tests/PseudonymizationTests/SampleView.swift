// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import Vault

/// Tokens with known values, for tests of the restorer.
struct SampleView {
    /// Stands for «Иван "Ваня" Петров», with what JSON must escape.
    let person: Token
    let email: Token
    let url: Token
    let view: RestoreView

    static let personValue = "Иван \"Ваня\"\nПетров 👩‍👩‍👧"
    static let emailValue = "ivan@example.org"
    static let urlValue = "https://intranet.example/ivan"

    init() throws {
        person = try Self.token("PERSON", "7K3M9QXT")
        email = try Self.token("EMAIL", "0A1B2C3D")
        url = try Self.token("URL", "ZZZZ1111")
        view = RestoreView([
            Self.revealed(person, .person, Self.personValue), Self.revealed(email, .email, Self.emailValue),
            Self.revealed(url, .url, Self.urlValue),
        ])
    }

    /// Text with `P`, `E`, `U` in braces for the bare tokens: `[{P}]`.
    func text(_ template: String) -> [UInt8] {
        var output = template
        for (name, token) in [("{P}", person), ("{E}", email), ("{U}", url)] {
            output = output.split(separator: name, omittingEmptySubsequences: false).joined(separator: token.bare)
        }
        return Array(output.utf8)
    }

    func restore(
        _ template: String, rules: RestoreRules = RestoreRules(), source: StreamingRestorer.Source = .text
    ) -> (text: String, counts: RestorationCounts) {
        let step = StreamingRestorer.restore(text(template), view: view, rules: rules, source: source)
        return (step.output.text, step.counts)
    }

    static func token(_ label: String, _ body: String) throws -> Token {
        try #require(TokenLabel(label).flatMap { Token(label: $0, body: body) })
    }

    private static func revealed(_ token: Token, _ type: EntityType, _ value: String) -> RevealedToken {
        RevealedToken(token: token, type: type, value: Sensitive(Array(value.utf8)))
    }
}
