// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import JSONText
package import PrivacyCore
import Providers
package import Vault

/// The tokens one request may resolve: those issued in its scope, and no other (P9).
///
/// It never changes; a class, because every step from the guard to the last piece of an answer hands it on.
package final class RestoreView: Sendable {
    /// The tokens, as the reader walks them.
    let issued: IssuedTokens
    /// URLs that went out with tokens in them, each up to and including a token. Coming back as they went, they bring
    /// nothing to a host that was not in the caller's own text.
    let sentURLs: Set<RollingFingerprint>
    /// What was written in the place of values that do not come back: where an answer repeats it, the model did not make
    /// it up.
    package let substitutes: Set<[UInt8]>
    /// Puts names into the case that an answer wants; `nil` where each comes back as it was.
    let cases: CaseReturn?
    /// How offsets into the request's documents stand to those into the caller's, by the documents' numbers.
    private let documents: [Int: TextShifts]
    private let values: [Token: RevealedToken]

    /// - Parameter grammar: what puts names into the case that a text asks for; without it they come back as they were.
    package convenience init(_ tokens: [RevealedToken], grammar: RussianGrammar? = nil) {
        self.init(
            tokens, sentURLs: [], cases: grammar.map { CaseReturn(grammar: $0, written: [:]) })
    }

    init(
        _ tokens: [RevealedToken], sentURLs: Set<RollingFingerprint>, substitutes: Set<[UInt8]> = [],
        documents: [Int: TextShifts] = [:], cases: CaseReturn? = nil
    ) {
        values = Dictionary(tokens.map { ($0.token, $0) }, uniquingKeysWith: { first, _ in first })
        issued = IssuedTokens(values.values)
        self.sentURLs = sentURLs
        self.substitutes = substitutes
        self.documents = documents
        self.cases = cases
    }

    /// What a token stands for; `nil` for one that was not issued here.
    package subscript(token: Token) -> RevealedToken? { values[token] }

    /// The edit that makes an offset one into the caller's own document; `nil` where it is.
    func edit(of cited: CitedOffset) -> JSONEdit? {
        documents[cited.document].flatMap { cited.offset.edit(to: $0.moved(cited.offset.value)) }
    }

    package var tokens: some Collection<Token> { values.keys }
    package var isEmpty: Bool { values.isEmpty }
}
