// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore

/// What answers on the admin listener: health, readiness, metrics. Bound to loopback unless the operator says otherwise.
struct AdminService: HTTPService {
    enum Ticket: Sendable { case health, readiness, metrics }

    let gateway: Gateway
    var bodyLimit: Int { 4_096 }

    func admit(_ head: HTTPRequest) throws(GatewayError) -> Ticket {
        let ticket: Ticket
        switch (head.path ?? "").prefix(while: { $0 != "?" }) {
        case "/healthz": ticket = .health
        case "/readyz": ticket = .readiness
        case "/metrics": ticket = .metrics
        default: throw GatewayError(.notFound)
        }
        guard head.method == .get || head.method == .head else { throw GatewayError(.methodNotAllowed) }
        return ticket
    }

    func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        switch ticket {
        case .health: await send(200, "application/json", #"{"status":"ok"}"#, to: reply)
        case .readiness:
            let readiness = await gateway.readiness()
            await send(readiness.isReady ? 200 : 503, "application/json", readiness.body, to: reply)
        case .metrics:
            await send(200, "text/plain; version=0.0.4; charset=utf-8", gateway.metrics.text, to: reply)
        }
    }

    func refuse(_ error: GatewayError, reply: Reply) async {
        await gateway.render(error, to: reply)
    }

    private func send(_ status: Int, _ contentType: String, _ text: String, to reply: Reply) async {
        // A caller that is gone needs no answer.
        try? await reply.send(status: status, contentType: contentType, body: ByteBuffer(string: text))
    }
}
