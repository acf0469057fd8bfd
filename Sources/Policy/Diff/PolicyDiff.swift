// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What a change of policy means, thing by thing: `zavesa policy diff`, and the record of a reload.
///
/// It compares meanings and not files: order, spelling and defaults written out make no difference. What cannot be called
/// stricter for certain, such as a rule that was rewritten, counts as weaker: somebody should look.
///
/// Control: ZV-POL-01
package struct PolicyDiff: Sendable, Equatable {
    /// Which way one thing went.
    package enum Direction: String, Sendable, CaseIterable {
        case weaker, stronger
        /// Neither: a name, a type that came with a dictionary.
        case other
    }

    /// One thing that changed.
    package struct Change: Sendable, Equatable {
        package let direction: Direction
        /// Where in the policy it stands, such as `actions.types.EMAIL`.
        package let subject: String
        /// What it was and what it is; constant words of the policy, no text of data.
        package let text: String
    }

    /// The weaker ones first, then by subject.
    package let changes: [Change]

    /// Whether anything is protected less, goes to more places, or may have become so.
    package var isWeaker: Bool { changes.contains { $0.direction == .weaker } }

    package init(from old: PolicyEngine, to new: PolicyEngine) {
        let all =
            Self.settings(old, new) + Self.actions(old, new) + Self.blocks(old, new) + Self.thresholds(old, new)
            + Self.routes(old, new) + Self.laws(old, new) + Self.names(old, new) + Self.rules(old, new)
            + Self.unmasking(old, new)
        let order = Direction.allCases
        changes = all.enumerated().sorted { left, right in
            let ranks = [left, right].map { order.firstIndex(of: $0.element.direction) ?? 0 }
            return (ranks[0], left.element.subject, left.offset) < (ranks[1], right.element.subject, right.offset)
        }.map(\.element)
    }

    /// A line for each change: `weaker   foreign.upstreams: cloud may now receive what is left`.
    package var text: String {
        guard !changes.isEmpty else { return "The two policies decide alike.\n" }
        let lines = changes.map { change in
            let word = change.direction.rawValue
            return word + String(repeating: " ", count: 10 - word.utf8.count) + "\(change.subject): \(change.text)"
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PolicyDiff {
    /// A change of something of which more is stricter; `nil` where it is the same.
    static func change<Value: Equatable>(
        _ subject: String, _ old: Value, _ new: Value, rank: (Value) -> Int, word: (Value) -> String
    ) -> Change? {
        guard old != new else { return nil }
        let (before, after) = (rank(old), rank(new))
        let direction: Direction = before == after ? .other : after < before ? .weaker : .stronger
        return Change(direction: direction, subject: subject, text: "\(word(old)) is now \(word(new))")
    }

    /// What was added to a set, and what was taken away.
    static func changes<Element: Comparable & Hashable>(
        _ subject: String, _ old: Set<Element>, _ new: Set<Element>, added: (Direction, String),
        removed: (Direction, String)
    ) -> [Change] {
        new.subtracting(old).sorted().map { Change(direction: added.0, subject: subject, text: "\($0) \(added.1)") }
            + old.subtracting(new).sorted().map {
                Change(direction: removed.0, subject: subject, text: "\($0) \(removed.1)")
            }
    }
}
