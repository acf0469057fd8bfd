// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import FoundationEssentials
import Logging
package import Proxy
import StrictYAML
package import ZavesaApp

/// A whole gateway in the test's own process, with its own data folder, on ports of the system's choice.
///
/// Lent in a closure: `try await TestGateway.run(upstreams: […]) { gateway in … }`.
package struct TestGateway: Sendable {
    /// The port applications talk to.
    package let port: Int
    package let adminPort: Int
    /// The folder that holds everything this gateway writes.
    package let folder: TemporaryFolder
    /// Where vault, audit log and keys lie.
    package let layout: DataLayout
    package let gateway: Gateway

    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// Runs a gateway while `body` runs.
    ///
    /// - Parameters:
    ///   - upstreams: as `--upstream` takes them; without any the demo model answers.
    ///   - yaml: settings beside `home: [RU]`, as in `zavesa.yaml`.
    package static func run<Result: Sendable>(
        upstreams: [String] = [], yaml: String = "", _ body: (TestGateway) async throws -> Result
    ) async throws -> Result {
        try await turnstile.pass { try await runNow(upstreams: upstreams, yaml: yaml, body) }
    }

    /// Gateways at once: each has its vault, its log and its listeners.
    private static let turnstile = Turnstile(places: 3)

    private static func runNow<Result: Sendable>(
        upstreams: [String], yaml: String, _ body: (TestGateway) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        let layout = DataLayout(root: folder.file("data"))
        let path = folder.file("zavesa.yaml")
        try Data(("home: [RU]\n" + yaml).utf8).write(to: URL(filePath: path))
        var options = ServeOptions()
        options.config = path
        options.listen = "127.0.0.1:0"
        options.adminListen = "127.0.0.1:0"
        options.data = layout.root
        options.upstreams = upstreams
        let document = try SettingsDocument(YAMLNode(readingFile: path, named: path))
        let protection =
            document.policy == nil && document.detection == nil && document.compliance == nil
            ? try Self.shippedProtection.get() : nil
        let process = try await GatewayProcess(
            Settings.load(options, testResources), from: SettingsSource(options, testResources),
            resources: testResources, protection: protection,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await process.run { ready in
            try await body(
                TestGateway(
                    port: ready.port, adminPort: ready.adminPort, folder: folder, layout: layout,
                    gateway: process.gateway))
        }
    }

    /// The dictionaries and the default policy, read once for all tests.
    private static let shippedProtection = Result {
        try Protection(resources: testResources, home: ["RU"], source: "home", policy: nil)
    }

    /// The audit log's whole lines so far, one record each; one that is being written is not among them.
    package func auditRecords() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: layout.audit)
        return names.filter { $0.hasSuffix(".jsonl") }.sorted().flatMap { name in
            let content = FileManager.default.contents(atPath: "\(layout.audit)/\(name)") ?? Data()
            let text = String(decoding: content, as: UTF8.self)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }
}

/// The data files of this checkout.
package var testResources: Resources {
    get throws { try Resources(named: String(#filePath.split(separator: "/Sources/").first ?? ".")) }
}
