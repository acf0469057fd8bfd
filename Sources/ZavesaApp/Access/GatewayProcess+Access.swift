// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Logging
import Proxy
import Vault

/// How the front door is made of the settings.
extension GatewayProcess {
    /// Who may come in. Nothing is asked on loopback where nobody said who may.
    static func accessRules(_ settings: Settings, _ layout: DataLayout) async throws -> AccessRules {
        let directory = try KeyFiles(settings).directory()
        guard directory != nil || settings.access.knowsCallers || !settings.listen.isLoopback else { return .open }
        return AccessRules(
            keys: directory ?? KeyDirectory([]), tokens: try await tokenVerifier(settings, layout),
            certificates: settings.access.certificates)
    }

    private static func tokenVerifier(_ settings: Settings, _ layout: DataLayout) async throws -> TokenVerifier? {
        guard let rules = settings.access.tokens else { return nil }
        let keys = try TokenKeys(rules)
        let names = SubjectNames(derivedFrom: try await RootKeyFile(path: layout.auditKey).generate())
        let cache = KeySetCache(allowing: rules.algorithms) { await keys.fetch() }
        return TokenVerifier(rules, cache: cache) { names.name(of: $0) }
    }

    /// What an operator may not have meant.
    static func warn(of settings: Settings, _ rules: AccessRules, _ logger: Logger) {
        for (listen, tls) in [(settings.listen, settings.tls), (settings.adminListen, settings.adminTLS)]
        where !listen.isLoopback && tls == nil {
            logger.warning(
                "this address can be reached from other machines and is not encrypted: let something before it do that",
                metadata: ["listen": "\(listen)"])
        }
        if settings.asksForKeyAtAdmin, !rules.keys.entries.contains(where: { $0.rights.roles.contains(.operator) }),
            settings.access.tokens == nil
        {
            logger.warning("the admin listener asks for a key and no key has the role operator")
        }
        for scope in settings.namelessLimits(among: rules.keys) {
            logger.warning("a limit names whom no key and no certificate has", metadata: ["scope": "\(scope)"])
        }
    }
}

extension Settings {
    /// Whether readiness and metrics are for those with a key.
    package var asksForKeyAtAdmin: Bool { access.adminAsksForKey || !adminListen.isLoopback }

    /// Whether applications need a key.
    package var asksForKey: Bool { keysFile != nil || access.knowsCallers || KeyStore(data: data).exists }
}
