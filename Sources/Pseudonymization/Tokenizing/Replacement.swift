// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore

/// One place of a text that something else will stand in.
struct Replacement: Sendable, Equatable {
    /// Why it is replaced, weakest first.
    enum Reason: Int, Sendable, Comparable {
        /// It reads like a token.
        case literal
        /// It repeats a value that is replaced elsewhere.
        case repeated
        /// A detector found it and policy wants it replaced.
        case detected

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Bytes of the slot's text.
    var span: ByteSpan
    var type: EntityType
    var subject: Sensitive<[UInt8]>?
    /// What is done: never `pass` or `block`.
    var action: ProtectiveAction
    var reason: Reason
    /// The value it stands for: what a repeat repeats, however that is spelled here.
    var origin: Sensitive<[UInt8]>

    /// Replacements in text order without overlaps: what overlaps becomes one, as its strongest part says.
    static func merged(_ replacements: [Replacement]) -> [Replacement] {
        var merged: [Replacement] = []
        for next in replacements.sorted(by: { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }) {
            if let last = merged.last, last.span.overlaps(next.span) {
                merged[merged.count - 1] = last.joined(with: next)
            } else {
                merged.append(next)
            }
        }
        return merged
    }

    private func joined(with other: Replacement) -> Replacement {
        var joined = rank < other.rank ? other : self
        joined.span = ByteSpan(min(span.start, other.span.start), max(span.end, other.span.end))
        return joined
    }

    private var rank: Int { reason.rawValue + 10 * action.strictness }
}
