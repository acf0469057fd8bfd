// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Logging
package import ServiceLifecycle

/// Runs a service while `body` runs, then shuts it down gracefully and waits until it has ended.
package func running<Result: Sendable>(
    _ service: any Service, _ body: () async throws -> Result
) async throws -> Result {
    let group = ServiceGroup(configuration: .init(services: [service], logger: Logger(label: "test")))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        let result: Result
        do {
            result = try await body()
        } catch {
            tasks.cancelAll()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}
