// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import Providers

/// Whether a text leads anywhere new: by a link that is not in the request, to a host that the operator has not named.
///
/// A model that saw values in clear could be told to write one into a link, which a reader's program opens by itself: there
/// is no token left that could be withheld from it (DESIGN §5). So the link counts, whatever stands in it.
package struct LinkScan: Sendable {
    private let rules: RestoreRules
    /// Of the request's links, each from its beginning on.
    private let known: Set<RollingFingerprint>

    package init(_ request: ParsedRequest, rules: RestoreRules) {
        var known: Set<RollingFingerprint> = []
        for slot in request.slots {
            var tracker = URLTracker()
            for byte in slot.text.utf8 {
                tracker.consume(byte)
                if tracker.isInside { known.insert(tracker.fingerprint) }
            }
        }
        self.rules = rules
        self.known = known
    }

    /// Whether nothing in an answer's text leads to a new place. What a tool is handed does by itself.
    package func admits(_ slot: TextSlot) -> Bool {
        guard slot.origin == .text else { return false }
        var tracker = URLTracker()
        var (isKnown, length) = (true, 0)
        for byte in slot.text.utf8 {
            let before = tracker
            tracker.consume(byte)
            var onward = before.fingerprint
            onward.append(byte)
            let goesOn = before.isInside && tracker.isInside && tracker.fingerprint == onward
            if before.isInside, !goesOn, !isKnown, !isAllowed(before) {
                // A link begins anew behind its scheme; anywhere else, one has ended where another one begins.
                guard tracker.isInside, length <= Self.longestScheme else { return false }
            }
            length = goesOn ? length + 1 : 1
            // A sentence may end behind a link.
            if !tracker.isInside || known.contains(tracker.fingerprint) {
                isKnown = true
            } else if !Self.isPunctuation(byte) {
                isKnown = false
            }
        }
        return isKnown || isAllowed(tracker)
    }

    /// `(<https:/`
    private static let longestScheme = 9

    private func isAllowed(_ tracker: URLTracker) -> Bool {
        tracker.isInAddress || tracker.knownHost.map(rules.allows(host:)) ?? false
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool { ".,;:!?)]}'*_".utf8.contains(byte) }
}
