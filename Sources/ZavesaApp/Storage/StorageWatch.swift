// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import ServiceLifecycle

/// Has the sentry look every hour, and every few seconds while something is wrong, so that what is mended is noticed.
struct StorageWatch: Service {
    let sentry: StorageSentry
    let seal: VaultSeal

    private static let interval = Duration.seconds(3_600)
    private static let intervalWhileSealed = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }

    private func watch() async {
        var last = ContinuousClock.now
        while (try? await Task.sleep(for: Self.intervalWhileSealed)) != nil {
            guard seal.isClosed || .now - last >= Self.interval else { continue }
            await sentry.look()
            last = .now
        }
    }
}

extension StorageWatch: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "storage" }
}
