// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Vault

/// Whether a Russian name comes back in another case than it went in.
package enum CaseReturnRule: String, Sendable, CaseIterable {
    /// Never: every value comes back as it was.
    case off
    /// Where the model asks for a case behind the token's check character.
    case asked
    /// There, and where the word before the token wants a case.
    case governed
}

/// Puts the names that a request may restore into the case that an answer wants of them (DESIGN §5).
///
/// A text that comes back as it went comes back exactly (P2): where the same word stood before the same token in the request,
/// the value is returned as it is, whatever the word is. So only what a model wrote anew is changed.
struct CaseReturn: Sendable {
    let grammar: RussianGrammar
    /// Whether the word before a token counts.
    let readsGovernment: Bool
    /// By token, the words that stood before it in the request.
    let written: [Token: Set<[UInt8]>]

    /// How many mentions of a person are asked for its gender.
    private static let mostMentions = 16

    /// The value of a token as an answer wants it; `nil` where that is as it went in.
    ///
    /// - Parameters:
    ///   - asked: the case behind the token's check character.
    ///   - governor: the word before the token.
    ///   - family: the values of all tokens of the same person.
    func value(
        of token: RevealedToken, asked: GrammaticalCase?, governor: [UInt8]?, family: () -> ArraySlice<RevealedToken>
    ) -> [UInt8]? {
        guard token.type == .person else { return nil }
        let wanted: CaseGovernment
        if let asked {
            wanted = CaseGovernment(cases: [asked])
        } else if readsGovernment, let governor, written[token.token]?.contains(governor) != true,
            let government = grammar.government(of: governor)
        {
            wanted = government
        } else {
            return nil
        }
        let known = family().prefix(Self.mostMentions).reduce(agreement(of: token)) { known, other in
            known.narrowed(to: agreement(of: other).genders)
        }
        return token.value.expose { grammar.decline($0, to: wanted, knowing: known) }
    }

    /// In which genders and cases a token's value stands: by its form, and by the words before it in the request, as far as the
    /// form allows what they want.
    private func agreement(of token: RevealedToken) -> NameAgreement {
        (written[token.token] ?? []).reduce(token.value.expose(grammar.agreement(of:))) { known, word in
            grammar.government(of: word).map { known.narrowed(to: NameAgreement(cases: $0.cases)) } ?? known
        }
    }
}
