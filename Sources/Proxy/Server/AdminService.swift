// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
package import HTTPTypes
import NIOCore
import Providers

/// What answers on the admin listener: health, readiness, metrics. Bound to loopback unless the operator says otherwise.
package struct AdminService: HTTPService {
    /// Which page.
    package enum Ticket: Sendable { case health, readiness, metrics, limits }

    private let gateway: Gateway
    private let readiness: Readiness
    private let door: Door?
    /// None of its pages takes a body.
    package let bodyLimit = 4_096

    /// - Parameter door: asks for a key wherever more than "it runs" is told; `nil` where nothing is asked, on loopback.
    package init(_ gateway: Gateway, readiness: Readiness, door: Door?) {
        self.gateway = gateway
        self.readiness = readiness
        self.door = door
    }

    package func admit(_ head: HTTPRequest, from peer: Peer) async throws(GatewayError) -> Ticket {
        let ticket: Ticket
        switch (head.path ?? "").prefix(while: { $0 != "?" }) {
        case "/healthz": ticket = .health
        case "/readyz": ticket = .readiness
        case "/metrics": ticket = .metrics
        case "/limits": ticket = .limits
        default: throw GatewayError(.notFound)
        }
        if let door, let permission = ticket.permission {
            _ = try await door.enter(head.headerFields, from: peer, for: permission, at: "admin.\(permission.rawValue)")
        }
        guard head.method == .get || head.method == .head else { throw GatewayError(.methodNotAllowed) }
        return ticket
    }

    package func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        switch ticket {
        case .health: await send(200, "application/json", #"{"status":"ok"}"#, to: reply)
        case .readiness:
            let state = await readiness.look(beside: [
                ("configuration", gateway.configuration.word), ("storage", gateway.seal.word),
            ])
            await send(state.isReady ? 200 : 503, "application/json", state.json, to: reply)
        case .limits:
            let page = await gateway.limitsPage()
            await send(200, "application/json", String(decoding: page, as: UTF8.self), to: reply)
        case .metrics:
            gateway.noteUpstreams()
            await gateway.noteBudgets()
            let metrics = gateway.metrics.text(gateway.snapshot.telemetry.units)
            await send(200, "text/plain; version=0.0.4; charset=utf-8", metrics, to: reply)
        }
    }

    package func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async {
        var headers: HTTPFields = [:]
        headers.explain(error)
        await gateway.render(error, as: .dialect(.openai), headers: headers, to: reply)
    }

    private func send(_ status: Int, _ contentType: String, _ text: String, to reply: Reply) async {
        // A caller that is gone needs no answer.
        try? await reply.send(status: status, contentType: contentType, body: ByteBuffer(string: text))
    }
}

extension AdminService.Ticket {
    /// What it takes to ask for a page; `nil` for what everybody may know.
    fileprivate var permission: Permission? {
        switch self {
        case .health: nil
        case .readiness: .status
        case .metrics, .limits: .metrics
        }
    }
}
