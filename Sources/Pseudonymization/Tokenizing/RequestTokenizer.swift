// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
package import JSONText
package import Policy
package import PrivacyCore
package import Providers
package import Vault

/// Step 5 of a request: replaces what policy wants replaced (DESIGN §3).
///
/// Everything but the two calls to the vault is a pure function of values: `ReplacementPlan` says what is replaced,
/// `RequestSplice` writes it.
package struct RequestTokenizer: Sendable {
    private let catalog: EntityCatalog
    /// What substitutes are made with; without it nothing is generalised to a place and nothing invented.
    private let engine: DetectionEngine?
    /// Whether names may come back in another case.
    private let cases: CaseReturnRule
    /// What a model is told of tokens.
    private let note: String?
    /// How many of the scope's tokens, newest first, an answer may use beside those of this request.
    private let viewLimit: Int
    /// The labels of the catalog and of literals, and what finds tokens that bear one: most requests need no other.
    private let labels: Set<TokenLabel>
    private let literals: LiteralFinder

    package init(
        catalog: EntityCatalog, engine: DetectionEngine? = nil, cases: CaseReturnRule = .off, note: String? = nil,
        viewLimit: Int = 10_000
    ) {
        self.note = note
        self.catalog = catalog
        self.cases = cases
        self.engine = engine
        self.viewLimit = viewLimit
        labels = Set(catalog.types.compactMap { catalog[$0]?.label } + [.literal])
        literals = LiteralFinder(labels: labels)
    }

    /// Replaces the detections of a request, their repeats in every slot, and text that reads like a token.
    ///
    /// - Parameters:
    ///   - detections: for each slot of `parsed` what was found in it, in offsets of its text.
    ///   - decision: its actions have the shape of `detections`.
    ///   - model: what to call the model upstream; `nil` leaves what the client wrote.
    ///   - forbidsStorage: whether the provider is told to keep nothing.
    ///   - removals: what is taken out of the body, in ascending order.
    ///   - depth: how much was looked for to find the detections.
    ///   - hash: of the scope's tenant; without it what would be hashed is redacted.
    ///   - seal: of this scope and upstream, for texts that go back as they came.
    package func tokenize(
        _ parsed: ParsedRequest, detections: [[Detection]], decision: PolicyDecision, model: String? = nil,
        forbidsStorage: Bool = false, removals: [JSONEdit] = [], depth: SearchDepth = .full, hash: ValueHash? = nil,
        seal: ReplaySeal? = nil, scope: Scope, request: RequestID, vault: some Vaulting
    ) async throws(PseudonymizationError) -> TokenizedRequest {
        let contents: [RevealedToken]
        do {
            contents = try await vault.contents(of: scope, limit: viewLimit)
        } catch {
            throw PseudonymizationError(code: .vault(error.code))
        }
        let others = contents.map(\.token.label).filter { !labels.contains($0) }
        let replays = Replays(parsed, seal: seal)
        let plan = try ReplacementPlan(
            slots: parsed.slots, detections: replays.without(detections), actions: replays.without(decision.actions),
            catalog: catalog, literals: others.isEmpty ? literals : LiteralFinder(labels: labels.union(others)),
            kept: replays.slots)
        let entries = try plan.entries(in: parsed.slots, catalog: catalog)
        let tokens: [Token]
        do {
            tokens = entries.isEmpty ? [] : try await vault.tokenize(entries, in: scope, knowing: contents)
        } catch {
            throw PseudonymizationError(code: .vault(error.code))
        }
        guard tokens.count == entries.count else { throw PseudonymizationError(code: .inconsistent) }
        let issued = zip(tokens, entries).map { RevealedToken(token: $0, type: $1.type, value: $1.value) }
        let splice = try RequestSplice(
            parsed, plan: plan, issued: issued, replays: replays, catalog: catalog,
            substitutes: SubstituteWriter(
                plan, catalog: catalog, masks: decision.masks, engine: engine, hash: hash),
            model: model, forbidsStorage: forbidsStorage, removals: removals, note: note)
        return TokenizedRequest(
            request: request, body: splice.body, replaced: plan.replaced,
            view: RestoreView(
                issued + contents, sentURLs: splice.sentURLs, substitutes: splice.substituted,
                documents: splice.documents, cases: caseReturn(parsed.slots, plan, splice.tokens)),
            notes: GuardNotes(
                values: plan.values, passed: plan.passed, written: splice.written, numbers: splice.numbers,
                returned: splice.returned, told: splice.told, unread: splice.unread,
                model: (model ?? parsed.model).map { Array($0.utf8) }, isSearched: depth != .none))
    }

    /// What puts names into the case that the answer wants, with the words that stood before them in the request.
    private func caseReturn(
        _ slots: [TextSlot], _ plan: ReplacementPlan, _ tokens: [ReplacedValue: Token]
    ) -> CaseReturn? {
        guard cases != .off, let grammar = engine?.grammar else { return nil }
        guard cases == .governed else { return CaseReturn(grammar: grammar, written: [:]) }
        return CaseReturn(
            grammar: grammar,
            written: WrittenGovernors.read(slots, plan.replacements, tokens: tokens) {
                grammar.government(of: $0) != nil
            })
    }
}
