// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import HTTPTypes
import JSONText
import NIOCore

/// The paths at which the gateway answers by itself.
extension GatewayService {
    /// Looks at the head of a request to one of them: everything but the health asks for a key.
    func admit(
        _ head: HTTPRequest, from peer: Peer, to route: DirectRoute
    ) async throws(GatewayError) -> Ticket {
        var principal: Principal?
        if route != .health {
            principal = try await door.enter(head.headerFields, from: peer, for: route.permission, at: route.name)
        }
        guard route.methods.contains(head.method) else { throw GatewayError(.methodNotAllowed) }
        guard case .operation(let operation) = route, let principal else { return .direct(route) }
        try Self.checkContent(head.headerFields)
        var context = Self.context(head.headerFields)
        context.purpose = try purpose(head.headerFields, of: principal.rights)
        return .operation(operation, principal, context)
    }

    func answer(_ route: DirectRoute, reply: Reply) async {
        switch route {
        case .health: await send(Array(#"{"status":"ok"}"#.utf8), to: reply)
        case .page(let page): await send(content(of: page), to: reply)
        case .operation: break
        }
    }

    private func content(of page: DirectPage) -> [UInt8] {
        let names = gateway.snapshot.presidio
        return switch page {
        case .description: openAPI
        case .recognizers: JSONDraft.array(names.recognizers.map(JSONDraft.string)).bytes()
        case .supportedEntities: JSONDraft.array(names.entities.map(JSONDraft.string)).bytes()
        case .anonymizers: JSONDraft.array(PresidioOperator.names.map(JSONDraft.string)).bytes()
        }
    }
}
