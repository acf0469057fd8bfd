// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Who may come in: made of the settings and the keys, and made anew when they change.
package struct AccessRules: Sendable {
    /// Whether nothing is asked: on loopback, where nobody said who may call.
    package let isOpen: Bool
    package let keys: KeyDirectory
    private let tokens: TokenVerifier?
    private let certificates: CertificateMap

    /// Everybody is `Principal.local`; for loopback only.
    package static let open = AccessRules(isOpen: true, keys: KeyDirectory([]), tokens: nil, certificates: .init())

    /// Only those who hold one of these.
    package init(keys: KeyDirectory, tokens: TokenVerifier? = nil, certificates: CertificateMap = .init()) {
        self.init(isOpen: false, keys: keys, tokens: tokens, certificates: certificates)
    }

    private init(isOpen: Bool, keys: KeyDirectory, tokens: TokenVerifier?, certificates: CertificateMap) {
        self.isOpen = isOpen
        self.keys = keys
        self.tokens = tokens
        self.certificates = certificates
    }

    /// The same with other keys.
    package func with(keys: KeyDirectory) -> AccessRules {
        AccessRules(isOpen: false, keys: keys, tokens: tokens, certificates: certificates)
    }

    /// Who is there. A credential in the request says so; without one that counts, the connection's certificate does: who
    /// has both could as well have sent no credential.
    package func principal(
        credential: Sensitive<String>?, certificate: PeerCertificate?, at now: Int64
    ) async throws(Rejection) -> Principal {
        guard !isOpen else { return .local }
        let known = certificate.flatMap(certificates.principal)
        guard let credential else {
            guard let known else { throw .missing }
            return known
        }
        do throws(Rejection) {
            return try await principal(of: credential, at: now)
        } catch {
            // Roles that exclude each other are an attempt, not a mix-up of keys.
            guard let known, error != .exclusiveRoles else { throw error }
            return known
        }
    }

    private func principal(of credential: Sensitive<String>, at now: Int64) async throws(Rejection) -> Principal {
        if let tokens, TokenVerifier.takes(credential) { return try await tokens.principal(of: credential, at: now) }
        let entry = try keys.entry(of: credential, at: now)
        return Principal(caller: entry.caller, rights: entry.rights, method: .key)
    }
}
