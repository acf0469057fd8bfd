// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import ServiceLifecycle

/// The first to hear of a stop: says so on `/readyz`, and holds the others back until load balancers have noticed.
struct DrainService: Service {
    let drain: Drain
    let delay: Duration

    func run() async throws {
        try? await gracefulShutdown()
        drain.begin()
        if delay > .zero { try? await Task.sleep(for: delay) }
    }
}

extension DrainService: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "drain" }
}
