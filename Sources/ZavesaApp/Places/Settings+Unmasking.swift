// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Policy
import PrivacyCore
import StrictYAML

extension Settings {
    /// Throws where `policy.unmasked_fallback` names an upstream that nothing may go to unmasked: one abroad, one that
    /// answers from several countries, or one that is not there.
    ///
    /// Control: ZV-EGR-01
    package func checkUnmaskedFallback(_ policy: PolicyEngine) throws(SettingsError) {
        guard let (upstream, fault) = policy.unmaskedFallbackFaults(among: upstreams.map(\.facts)).first else { return }
        let names = upstreams.map(\.id.rawValue)
        let hint =
            names.contains(upstream.rawValue) ? "" : "; \(YAMLNode.suggestion(for: upstream.rawValue, among: names))"
        throw SettingsError("policy.unmasked_fallback.upstreams: \(upstream) \(fault)\(hint)")
    }
}
