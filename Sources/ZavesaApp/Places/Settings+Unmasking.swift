// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import StrictYAML

extension Settings {
    /// Throws where `unmasked_fallback`, of the policy in force or of the one in shadow, names an upstream that nothing may
    /// go to unmasked: one abroad, one that answers from several countries, or one that is not there.
    ///
    /// Control: ZV-EGR-01
    package func checkUnmaskedFallback(_ protection: Protection) throws(SettingsError) {
        try checkUnmaskedFallback(protection.policy, "policy")
        // The one in shadow says what it would do only where it could be put in force.
        if let shadow = protection.shadow { try checkUnmaskedFallback(shadow, "policy.shadow") }
    }

    private func checkUnmaskedFallback(_ policy: PolicyEngine, _ section: String) throws(SettingsError) {
        guard let (upstream, fault) = policy.unmaskedFallbackFaults(among: upstreams.map(\.facts)).first else { return }
        let names = upstreams.map(\.id.rawValue)
        let hint =
            names.contains(upstream.rawValue) ? "" : "; \(YAMLNode.suggestion(for: upstream.rawValue, among: names))"
        throw SettingsError("\(section).unmasked_fallback.upstreams: \(upstream) \(fault)\(hint)")
    }
}
