// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Limits
package import Policy
package import PrivacyCore
package import Proxy
package import Pseudonymization
package import Routing
package import StrictYAML

/// What the settings mean, checked: everything a gateway needs to be built.
package struct Settings: Sendable {
    /// What "in-country" means (DESIGN §7a): countries and groups as written, never empty.
    package let home: [String]
    /// Where this process runs and the demo model answers: the first of `home`.
    package let country: Jurisdiction
    package let listen: ListenAddress
    package let adminListen: ListenAddress
    /// The folder of vault, audit log and keys.
    package let data: String
    /// A file of keys beside the store in the data folder.
    package let keysFile: String?
    package let log: LogSettings
    package let telemetry: TelemetrySettings
    /// Who else may call, and what the admin listener asks for.
    package let access: AccessSettings
    /// How the listeners are encrypted; `nil` where they are not.
    package let tls: TLSSettings?
    package let adminTLS: TLSSettings?
    package let limits: ServerLimits
    /// What callers may use.
    package let table: LimitTable
    /// In the operator's order; never empty.
    package let upstreams: [UpstreamSettings]
    /// How the choice among allowed upstreams is made.
    package let routing: RoutingOptions
    /// What is on file about the companies behind them.
    package let providers: [ProviderRecord]
    /// The file that they stand in, where they do not stand in the settings.
    package let providersFile: String?
    /// Seconds a value is kept after a request last held it.
    package let valueLifetime: Int64
    package let restoreRules: RestoreRules
    /// The policy's own section; `Protection` reads it.
    package let policy: YAMLNode?
    /// What the operator adds to the dictionaries; `Protection` reads it.
    package let detection: YAMLNode?
    /// Where what is kept may lie; `nil` where nobody says.
    package let storage: StorageSettings?
    /// The operator's own legal lists, and who may sign them.
    package let compliance: ComplianceSettings

    /// Checks a document; throws for the first thing that is wrong.
    package init(_ document: SettingsDocument) throws(SettingsError) {
        home = document.home ?? []
        country = try Self.country(home)
        listen = try Self.address(document.listen ?? "127.0.0.1:8080", "listen")
        adminListen = try Self.address(document.adminListen ?? "127.0.0.1:8081", "admin_listen")
        data = document.data ?? "./var"
        keysFile = document.keysFile
        do throws(DocumentError) {
            access = try AccessSettings(document.access)
            tls = try document.tls.map(TLSSettings.init)
            adminTLS = try document.adminTLS.map(TLSSettings.init)
        } catch {
            throw SettingsError(error)
        }
        guard listen.isLoopback || keysFile != nil || access.knowsCallers || KeyStore(data: data).exists else {
            throw SettingsError(
                """
                listen: \(listen) can be reached from other machines, so keys are needed: zavesa keys create NAME \
                --data \(data), or a keys_file, or access: in the settings
                """)
        }
        guard listen != adminListen || listen.port == 0 else {
            throw SettingsError("listen and admin_listen are the same address")
        }
        log = try LogSettings(document.log)
        limits = document.limits.server
        table = document.limits.table
        providers = document.providers
        providersFile = document.providersFile
        upstreams = try Self.upstreams(document.upstreams ?? [], providers, country: country)
        valueLifetime = Int64(document.valueDays ?? 30) * 86_400
        do throws(DocumentError) {
            restoreRules = try RestoreRules(document.restore)
            telemetry = try TelemetrySettings(document.telemetry)
            routing = try RoutingOptions(document.routing)
            let country = country
            storage = try document.storage.map { node throws(DocumentError) in
                try StorageSettings(node, home: country)
            }
            compliance = try ComplianceSettings(document.compliance)
        } catch {
            throw SettingsError(error)
        }
        try Self.checkPrices(table, upstreams)
        policy = document.policy
        detection = document.detection
    }

    private static func country(_ home: [String]) throws(SettingsError) -> Jurisdiction {
        guard let first = home.first else {
            throw SettingsError(
                "home is missing: say which countries are home, such as home: [RU] in the file or --home RU")
        }
        guard let country = Jurisdiction(first) else {
            throw SettingsError("home: expected country codes such as RU, or groups such as EEA")
        }
        return country
    }

    private static func address(_ text: String, _ key: String) throws(SettingsError) -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw SettingsError("\(key): expected HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080")
        }
        return address
    }

    /// A budget of money holds only where every upstream has its price.
    private static func checkPrices(_ table: LimitTable, _ upstreams: [UpstreamSettings]) throws(SettingsError) {
        guard table.budgets.contains(where: { $0.micros != nil }) else { return }
        for upstream in upstreams where upstream.profile.costRate == nil && upstream.kind != .demo {
            throw SettingsError(
                "upstream \(upstream.id): price is missing, and limits.budgets has a budget of money: say what a million "
                    + "tokens cost, such as price: { input: 200, output: 600, currency: RUB }")
        }
    }

    /// Without any, the demo model answers, in the country.
    private static func upstreams(
        _ documents: [UpstreamDocument], _ providers: [ProviderRecord], country: Jurisdiction
    ) throws(SettingsError) -> [UpstreamSettings] {
        guard !documents.isEmpty else { return [.demo(in: country)] }
        var upstreams: [UpstreamSettings] = []
        for document in documents {
            let upstream = try UpstreamSettings(document, providers: providers)
            guard !upstreams.contains(where: { $0.id == upstream.id }) else {
                throw SettingsError("upstreams: the name \(upstream.id) stands twice")
            }
            upstreams.append(upstream)
        }
        let currencies = Set(upstreams.compactMap(\.profile.price?.currency)).sorted()
        guard currencies.count <= 1 else {
            let names = currencies.joined(separator: " and ")
            throw SettingsError("upstreams: prices in \(names) cannot be compared; write all in one currency")
        }
        return upstreams
    }
}
