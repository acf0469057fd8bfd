// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Logging
import ServiceLifecycle
import UnixSignals

/// Reads settings, policy, dictionaries and legal lists again when their files change, or when the process gets SIGHUP.
struct ReloadService: Service {
    let reloader: Reloader
    /// Whether this process's SIGHUP is ours.
    let hearsSignals: Bool

    /// How often files are looked at.
    private static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await watch() }
                if hearsSignals { tasks.addTask { await listen() } }
            }
        }
    }

    private func watch() async {
        while (try? await Task.sleep(for: Self.interval)) != nil { await reloader.reloadIfChanged() }
    }

    private func listen() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) { await reloader.reload() }
    }
}

extension ReloadService: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "settings" }
}
