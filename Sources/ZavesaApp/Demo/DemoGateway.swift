// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Logging

/// A gateway for the length of a demo: on ports that are free, with a data folder that does not stay.
package enum DemoGateway {
    /// Lends the gateway's base URL, without `/v1`, and its data folder.
    package static func run(
        _ resources: Resources, _ body: (String, DataLayout) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zavesa-demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = ServeOptions()
        options.listen = "127.0.0.1:0"
        options.adminListen = "127.0.0.1:0"
        options.data = folder
        let process = try await GatewayProcess(
            Settings.load(options, resources), resources: resources,
            logger: Logger(label: "demo") { _ in SwiftLogNoOpLogHandler() })
        try await process.run { ready in
            try await body("http://127.0.0.1:\(ready.port)", DataLayout(root: folder))
        }
    }
}
