// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// One span of the text and every candidate that stands exactly there.
struct Place {
    let span: Range<Int>
    let text: CandidateText
    /// The place's claims, in the list of all.
    var claims: Range<Int>
}

/// The types that some recognizer asks its neighbors for, and who asks.
struct PartnerTable: Sendable {
    /// By recognizer: the slot of its own type; `nil` if nobody asks for it.
    private let slots: [Int?]
    /// By recognizer: what it asks for, and the slot of that type.
    private let asked: [[(rule: JointRule, slot: Int)]]
    /// By recognizer: whether it asks for anything.
    private let asks: [Bool]
    /// How many types are asked for.
    let count: Int
    /// The slot of persons, whom no recognizer here finds; `nil` if nobody asks for them.
    let personSlot: Int?

    init(_ recognizers: [Recognizer]) {
        var known: [EntityType: Int] = [:]
        for rule in recognizers.flatMap(\.joint) where known[rule.partner] == nil { known[rule.partner] = known.count }
        slots = recognizers.map { known[$0.entity] }
        asked = recognizers.map { recognizer in
            recognizer.joint.compactMap { rule in known[rule.partner].map { (rule, $0) } }
        }
        asks = asked.map { !$0.isEmpty }
        count = known.count
        personSlot = known[.person]
    }

    func slot(of recognizer: Int) -> Int? { slots[recognizer] }

    func hasRules(_ recognizer: Int) -> Bool { asks[recognizer] }

    func rules(of recognizer: Int) -> [(rule: JointRule, slot: Int)] { asked[recognizer] }
}

/// Where values of the types stand that others ask their neighbors for.
struct Neighbors {
    /// By slot of the type.
    private var places: [[Place]]
    /// Where persons stand, and the slot of their type.
    private let persons: [Range<Int>]
    private let personSlot: Int?

    /// - Parameter slots: of each claim, that of its type.
    init(
        _ places: [Place], of slots: [Int?], partnerCount: Int, persons: [Range<Int>], at personSlot: Int?
    ) {
        self.persons = persons
        self.personSlot = personSlot
        self.places = [[Place]](repeating: [], count: partnerCount)
        for place in places {
            for case let slot? in slots[place.claims] where self.places[slot].last?.span != place.span {
                self.places[slot].append(place)
            }
        }
    }

    /// Whether a neighbor within reach fits; `nil` if there is no neighbor.
    func fit(_ rule: JointRule, _ slot: Int, _ place: Place) -> Bool? {
        if slot == personSlot {
            return persons.contains { Self.gap(between: $0, and: place.span) <= rule.reach } ? true : nil
        }
        var hasNeighbor = false
        for other in places[slot] where other.span != place.span {
            guard Self.gap(between: other.span, and: place.span) <= rule.reach else { continue }
            hasNeighbor = true
            if rule.holds(place.text.compact, with: other.text.compact) { return true }
        }
        return hasNeighbor ? false : nil
    }

    /// The bytes between two spans; negative where they overlap.
    private static func gap(between left: Range<Int>, and right: Range<Int>) -> Int {
        max(left.lowerBound - right.upperBound, right.lowerBound - left.upperBound)
    }
}
