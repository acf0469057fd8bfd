// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSONText
import NIOCore

/// The paths at which the gateway answers by itself.
extension GatewayService {
    /// Looks at the head of a request to one of them: everything but the health asks for a key.
    func admit(_ head: HTTPRequest, to route: DirectRoute) throws(GatewayError) -> Ticket {
        let caller = callers.caller(of: head.headerFields)
        if caller == nil, route != .health { throw GatewayError(.invalidKey) }
        guard route.methods.contains(head.method) else { throw GatewayError(.methodNotAllowed) }
        guard case .operation(let operation) = route, let caller else { return .direct(route) }
        try Self.checkContent(head.headerFields)
        var context = Self.context(head.headerFields)
        context.purpose = try purpose(head.headerFields)
        return .operation(operation, caller, context)
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
