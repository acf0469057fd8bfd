// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy
import ServiceLifecycle

/// Forgets what was found in texts that nobody has sent for a while, also where no request comes that would do so.
struct ForgetService: Service {
    private static let interval = Duration.seconds(600)

    let gateway: Gateway

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { gateway.forgetOldFindings() }
        }
    }
}

extension ForgetService: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    var description: String { "forgetting" }
}
