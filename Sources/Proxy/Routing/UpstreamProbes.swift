// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Routing
import ServiceLifecycle
import Telemetry

/// Looks at upstreams while no request does so: one in a process, whatever the number of its threads, with nothing of a
/// user's in it, and no key.
package struct UpstreamProbes: Service {
    private let gateway: Gateway

    /// How long it rests where nothing is to be looked at: a reload may change that.
    private static let rest = Duration.seconds(2)

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await look() }
    }

    private func look() async {
        while !Task.isCancelled {
            let snapshot = gateway.snapshot
            guard let interval = snapshot.routing.probes.interval else {
                try? await Task.sleep(for: Self.rest)
                continue
            }
            await withDiscardingTaskGroup { group in
                for upstream in snapshot.upstreams {
                    group.addTask { await probe(upstream, snapshot.routing) }
                }
            }
            // Several gateways that were started together do not stay in step.
            try? await Task.sleep(for: interval * Double.random(in: 0.8...1.2))
        }
    }

    private func probe(_ upstream: Upstream, _ options: RoutingOptions) async {
        let isAlive = await upstream.client.probe(options.probes.path)
        guard !Task.isCancelled else { return }
        gateway.board.probed(upstream.id, success: isAlive, options.breaker)
        gateway.metrics.routing.probes.add(1, upstream.id.rawValue, isAlive ? "alive" : "dead")
    }
}

extension UpstreamProbes: CustomStringConvertible {
    /// ServiceLifecycle logs its services; without this it would log everything they hold.
    package var description: String { "probes" }
}
