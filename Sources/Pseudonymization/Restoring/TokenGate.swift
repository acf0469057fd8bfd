// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Vault

/// Decides for one text of an answer which tokens may be restored in it, as it goes along.
struct TokenGate: Sendable {
    private let rules: RestoreRules
    private let sentURLs: Set<RollingFingerprint>
    /// False for the arguments of a tool that may not have values.
    private let isOpen: Bool
    /// Whether each text between borders is a field of its own.
    private let hasFields: Bool
    private var tracker: URLTracker

    init(rules: RestoreRules, view: RestoreView, isOpen: Bool, hasFields: Bool = false) {
        self.hasFields = hasFields
        tracker = URLTracker(isField: hasFields)
        self.rules = rules
        sentURLs = view.sentURLs
        self.isOpen = isOpen
    }

    /// A byte of the text that is no token.
    mutating func pass(_ byte: UInt8) { tracker.consume(byte) }

    /// A border between texts: a URL does not go on beyond it.
    mutating func passBorder() { tracker = URLTracker(isField: hasFields) }

    /// A token of the view; returns whether it may be restored here.
    mutating func admits(_ token: RevealedToken, spelling: [UInt8]) -> Bool {
        let isInside = tracker.isInside
        let isKnownHost = tracker.knownHost.map(rules.allows(host:)) ?? false
        let isInAddress = tracker.isInAddress
        tracker.consumeToken(spelling)
        guard isOpen else { return false }
        return !isInside || isKnownHost || isInAddress || token.type.isURL || sentURLs.contains(tracker.fingerprint)
    }
}

extension EntityType {
    /// Whether values of the type are URLs themselves.
    fileprivate var isURL: Bool { rawValue == "URL" || rawValue.hasPrefix("URL_") || rawValue.hasSuffix("_URL") }
}
