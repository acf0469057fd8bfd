// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Logging
package import PrivacyCore
package import Proxy
package import StrictYAML

/// What the settings mean, checked: everything a gateway needs to be built.
package struct Settings: Sendable {
    /// What "in-country" means (DESIGN §7a); never empty.
    package let home: [Jurisdiction]
    package let listen: ListenAddress
    package let adminListen: ListenAddress
    /// The folder of vault, audit log and keys.
    package let data: String
    /// Who may call; `nil` where everybody on loopback may.
    package let keysFile: String?
    package let logLevel: Logger.Level
    package let limits: ServerLimits
    /// In the operator's order; never empty.
    package let upstreams: [UpstreamSettings]
    package let restore: YAMLNode?
    package let policy: YAMLNode?

    package init(_ document: SettingsDocument) throws(SettingsError) {
        home = try Self.home(document.home)
        listen = try Self.address(document.listen ?? "127.0.0.1:8080", "listen")
        adminListen = try Self.address(document.adminListen ?? "127.0.0.1:8081", "admin_listen")
        data = document.data ?? "./var"
        keysFile = document.keysFile
        guard listen.isLoopback || keysFile != nil else {
            throw SettingsError(
                "listen: \(listen) can be reached from other machines, so a keys_file is needed; see --help")
        }
        guard listen != adminListen || listen.port == 0 else {
            throw SettingsError("listen and admin_listen are the same address")
        }
        logLevel = try Self.level(document.logLevel ?? "notice")
        limits = document.limits
        upstreams = try Self.upstreams(document.upstreams)
        restore = document.restore
        policy = document.policy
    }

    private static func home(_ codes: [String]?) throws(SettingsError) -> [Jurisdiction] {
        guard let codes, !codes.isEmpty else {
            throw SettingsError(
                "home is missing: say which countries are home, such as home: [RU] in the file or --home RU")
        }
        var home: [Jurisdiction] = []
        for code in codes {
            guard let jurisdiction = Jurisdiction(code) else {
                throw SettingsError("home: expected country codes such as RU, or groups such as EEA")
            }
            home.append(jurisdiction)
        }
        return home
    }

    private static func address(_ text: String, _ key: String) throws(SettingsError) -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw SettingsError("\(key): expected HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080")
        }
        return address
    }

    private static func level(_ text: String) throws(SettingsError) -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError("log.level: expected one of \(levels)")
        }
        return level
    }

    private static func upstreams(_ documents: [UpstreamDocument]?) throws(SettingsError) -> [UpstreamSettings] {
        var upstreams: [UpstreamSettings] = []
        for document in documents ?? [] {
            let upstream = try UpstreamSettings(document)
            guard !upstreams.contains(where: { $0.id == upstream.id }) else {
                throw SettingsError("upstreams: the name \(upstream.id) stands twice")
            }
            upstreams.append(upstream)
        }
        guard !upstreams.isEmpty else {
            throw SettingsError("upstreams: none is configured; name one in the file or with --upstream")
        }
        return upstreams
    }
}
