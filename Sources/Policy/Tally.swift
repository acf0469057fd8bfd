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
    /// Whether something of a person is in what leaves: in clear, or as what still tells of them.
    private(set) var holdsPersonalData = false
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

    /// Adds what was found of a type, before anything is decided about it.
    mutating func find(_ type: EntityType, _ descriptor: EntityDescriptor?) {
        inputClass = max(inputClass, Self.dataClass(of: type, descriptor))
        hasSecret = hasSecret || descriptor?.isSecret == true
    }

    /// Adds what becomes of a type. What is left is counted by the action that stood before rules about content made it
    /// stricter: they open no route.
    mutating func count(_ type: EntityType, _ descriptor: EntityDescriptor?, _ choice: ActionChoice) {
        let dataClass = Self.dataClass(of: type, descriptor)
        if !choice.settled.replaces { residualOfText = max(residualOfText, dataClass) }
        // What stands after rules about content is stricter, so that this one says yes wherever that one would; and it
        // does not change with one finding more.
        if choice.settled.leavesPersonalData, dataClass >= .c2 { holdsPersonalData = true }
        if choice.action == .block { isBlocked = true }
        note(choice.rule)
    }

    /// A rule about the request as a whole refuses it.
    mutating func block(_ rule: String) {
        isBlocked = true
        note(rule)
    }

    /// Adds the sensitive categories of a finding.
    mutating func count(categories found: Set<String>) { categories.formUnion(found) }

    /// What of all this matters for where it may go.
    var payload: TransferPayload {
        TransferPayload(left: residualClass, holdsPersonalData: holdsPersonalData, categories: categories)
    }

    /// The same without unreadable parts.
    var payloadOfText: TransferPayload {
        TransferPayload(left: residualOfText, holdsPersonalData: holdsPersonalData, categories: categories)
    }

    /// Notes a rule once.
    mutating func note(_ rule: String) {
        if rules.count < Self.mostRules, !rules.contains(rule) { rules.append(rule) }
    }

    /// Keys of a record are bounded; the first ones say enough.
    private static let mostRules = 64

    private static func dataClass(of type: EntityType, _ descriptor: EntityDescriptor?) -> DataClass {
        descriptor?.countedClass ?? (type == .literal ? floor : .c4)
    }
}
