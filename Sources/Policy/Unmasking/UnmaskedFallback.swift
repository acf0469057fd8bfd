// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// `policy.unmasked_fallback`: a second run of a request whose answer shows that it could not be done masked, with some
/// values in clear, by models in the country that the operator names for it.
///
/// It can only undo what replaces a value by something in its place (`tokenize`, `surrogate`, `generalize`). What a policy
/// or a rule redacts, blocks, hashes or masks stays so, keys and credentials too, and text that looks like a token.
///
/// Control: ZV-EGR-01
package struct UnmaskedFallback: Sendable, Equatable {
    /// What of an answer counts.
    package let triggers: Set<UnmaskedTrigger>
    /// Who may have the second run.
    package let upstreams: Set<UpstreamID>
    /// Which types may go unmasked; `nil` for all that may.
    let types: Set<EntityType>?

    /// The constant name of the rule that opens a type.
    static let rule = "unmasked_fallback"

    /// The actions that a second run may leave out.
    static let opened: Set<ProtectiveAction> = [.tokenize, .surrogate, .generalize]

    /// Whether a finding of a type goes unmasked that would get this action otherwise.
    func opens(_ descriptor: EntityDescriptor?, insteadOf action: ProtectiveAction) -> Bool {
        guard let descriptor, Self.mayOpen(descriptor), Self.opened.contains(action) else { return false }
        return types?.contains(descriptor.type) ?? true
    }

    /// Whether a type may go unmasked at all.
    static func mayOpen(_ descriptor: EntityDescriptor) -> Bool {
        !descriptor.isSecret && descriptor.type != .literal && descriptor.dataClass != .c5
    }

    /// Whether an upstream may have the second run: named, and in the country with everybody behind it.
    func admits(_ upstream: UpstreamFacts, of home: Home) -> Bool {
        upstreams.contains(upstream.id) && upstream.isAtHome(in: home)
    }
}

extension UpstreamFacts {
    /// Whether nobody outside the home gets what goes there, and no other country may answer.
    func isAtHome(in home: Home) -> Bool {
        let places = TransferDestination(endpoint: country, provider: provider).places
        // One without a provider is the operator's own.
        let hosting = provider?.hosting ?? .onprem
        return places.allSatisfy(home.contains) && (hosting == .onprem || hosting == .inCountry)
    }
}

extension PolicyEngine {
    /// The upstreams that the fallback names and that cannot have it, each with what is wrong, for the operator; in name
    /// order. `configured` are those that the settings have.
    ///
    /// Control: ZV-EGR-01
    package func unmaskedFallbackFaults(among configured: [UpstreamFacts]) -> [(upstream: UpstreamID, fault: String)] {
        guard let fallback = unmaskedFallback else { return [] }
        return fallback.upstreams.sorted { $0.rawValue < $1.rawValue }.compactMap { name in
            guard let upstream = configured.first(where: { $0.id == name }) else {
                return (name, "is not configured")
            }
            guard !upstream.isAtHome(in: home) else { return nil }
            return (name, "is not in the country, or answers from outside it too: nothing goes unmasked there")
        }
    }
}
