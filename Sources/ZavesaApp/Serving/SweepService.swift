// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ServiceLifecycle
import StorageSQLite

/// Removes expired values while the gateway runs.
struct SweepService: Service {
    let sweeper: ExpirySweeper

    func run() async throws {
        await cancelWhenGracefulShutdown { await sweeper.run() }
    }
}

extension SweepService: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "sweeper" }
}
