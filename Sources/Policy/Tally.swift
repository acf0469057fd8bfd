// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Classes and rules, added up finding by finding. Nothing here ever goes down, so that one finding more can only make
/// a decision stricter.
struct Tally {
    /// A prompt without findings is internal, not public.
    private static let floor = DataClass.c1
    /// What cannot be read counts as this until somebody can.
    private static let residue = DataClass.c3

    private(set) var inputClass = floor
    /// What is left in the text alone.
    private(set) var residualOfText = floor
    private(set) var hasSecret = false
    private(set) var isBlocked = false
    /// Whether a token of personal data stands for something.
    private(set) var isTokenized = false
    /// Sensitive categories found for which a law has a rule of its own.
    private(set) var categories: Set<String> = []
    /// Rules that took part, each once, in the order met.
    private(set) var rules: [String] = []

    private let hasResidue: Bool

    init(hasResidue: Bool) {
        self.hasResidue = hasResidue
        guard hasResidue else { return }
        inputClass = Self.residue
        note("residue")
    }

    /// What is left, unreadable parts included.
    var residualClass: DataClass { hasResidue ? max(residualOfText, Self.residue) : residualOfText }

    /// Adds a finding.
    mutating func count(
        _ descriptor: EntityDescriptor?, of type: EntityType, _ action: ProtectiveAction, _ rule: String
    ) {
        let dataClass = descriptor?.countedClass ?? (type == .literal ? Self.floor : .c4)
        inputClass = max(inputClass, dataClass)
        hasSecret = hasSecret || descriptor?.isSecret == true
        switch action {
        case .tokenize: isTokenized = isTokenized || dataClass >= .c2
        case .redact: break
        case .pass: residualOfText = max(residualOfText, dataClass)
        case .block:
            residualOfText = max(residualOfText, dataClass)
            isBlocked = true
        }
        note(rule)
    }

    /// Adds the sensitive categories of a finding.
    mutating func count(categories found: Set<String>) { categories.formUnion(found) }

    /// What of all this matters for where it may go.
    var payload: TransferPayload {
        TransferPayload(left: residualClass, isTokenized: isTokenized, categories: categories)
    }

    /// The same without unreadable parts.
    var payloadOfText: TransferPayload {
        TransferPayload(left: residualOfText, isTokenized: isTokenized, categories: categories)
    }

    /// Notes a rule once.
    mutating func note(_ rule: String) {
        if !rules.contains(rule) { rules.append(rule) }
    }
}
