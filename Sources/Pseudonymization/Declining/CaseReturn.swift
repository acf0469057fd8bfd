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
/// the value is returned as it is. So only what a model wrote anew is changed. A token that this request does not hold is known
/// from an earlier one, whose words nobody remembers: it declines only where a case is asked for.
struct CaseReturn: Sendable {
    let grammar: RussianGrammar
    /// By token of a person, the words that stood before it in the request and want a case; without a token, no word counts.
    let written: [Token: Set<[UInt8]>]

    /// What is wanted of a token; `nil` where it comes back as it was.
    ///
    /// - Parameters:
    ///   - asked: the case behind the token's check character.
    ///   - governor: the word before the token.
    func wanted(of token: RevealedToken, asked: GrammaticalCase?, governor: [UInt8]?) -> CaseGovernment? {
        guard token.type == .person else { return nil }
        if let asked { return CaseGovernment(cases: [asked]) }
        guard let governor, let words = written[token.token], !words.contains(governor) else { return nil }
        return grammar.government(of: governor)
    }

    /// The value of a token in a case that is wanted of it; `nil` where that is as it went in.
    ///
    /// - Parameter family: values of tokens of the same person, which tell its gender.
    func value(
        of token: RevealedToken, in wanted: CaseGovernment, family: some Sequence<RevealedToken>
    ) -> [UInt8]? {
        let known = family.reduce(agreement(of: token)) { known, other in
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

/// The values that were put into a case in one text: a name stands there more than once.
struct DeclinedValues: Sendable {
    private struct Key: Hashable {
        let token: Int
        let wanted: CaseGovernment
    }

    private var values: [Key: [UInt8]?] = [:]

    /// The value of the token with this number, made once.
    mutating func value(
        of token: Int, in wanted: CaseGovernment, making: () -> [UInt8]?
    ) -> [UInt8]? {
        let key = Key(token: token, wanted: wanted)
        if let known = values[key] { return known }
        let made = making()
        values[key] = .some(made)
        return made
    }
}
