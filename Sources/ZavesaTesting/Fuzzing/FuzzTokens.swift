// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Vault

/// The tokens that texts of a fuzzer may name: always the same, so that a corpus keeps its meaning.
struct FuzzTokens {
    /// Two of one family, so that one is nearly the other; their values need escapes in JSON.
    let tokens: [RevealedToken]
    let view: RestoreView

    static let shared = FuzzTokens()

    private init() {
        tokens = [
            ("PERSON", "7K3M9QXT", "PERSON", "Иван \"Ваня\"\nПетров 👩‍👩‍👧"), ("PERSON", "7K3M0000", "PERSON", "Анна"),
            ("EMAIL", "0A1B2C3D", "EMAIL", "ivan@example.org"),
            ("URL", "ZZZZ1111", "URL", "https://intranet.example/i"),
        ].compactMap { label, body, type, value in
            TokenLabel(label).flatMap { Token(label: $0, body: body) }.map {
                RevealedToken(token: $0, type: EntityType(rawValue: type), value: Sensitive(Array(value.utf8)))
            }
        }
        view = RestoreView(tokens)
    }
}
