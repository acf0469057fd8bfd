// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Logging
import NIOCore
import PrivacyCore
import Providers

/// What answers on the main listener. Transport chores only: paths, methods, keys, content types, the access log. What
/// is done with a request stands in `RequestPipeline`.
struct GatewayService: HTTPService {
    enum Ticket: Sendable {
        case health
        case models(Caller)
        case model(String, Caller)
        case call(Endpoint, Caller, conversation: Sensitive<[UInt8]>?)
    }

    let gateway: Gateway
    let callers: CallerDirectory
    let limits: ServerLimits
    let logger: Logger

    var bodyLimit: Int { limits.bodyBytes }

    func admit(_ head: HTTPRequest) throws(GatewayError) -> Ticket {
        let path = String((head.path ?? "").prefix { $0 != "?" })
        if path == "/healthz" { return try requiring([.get, .head], head.method, .health) }
        let endpoint = gateway.provider.endpoints.first { $0.path == path }
        guard endpoint != nil || path == "/v1/models" || path.hasPrefix("/v1/models/") else {
            throw GatewayError(.notFound)
        }
        guard let caller = callers.caller(of: head.headerFields) else { throw GatewayError(.invalidKey) }
        if let endpoint {
            guard head.method.rawValue == endpoint.method else { throw GatewayError(.methodNotAllowed) }
            try Self.checkContent(head.headerFields)
            return .call(endpoint, caller, conversation: Self.conversation(head.headerFields))
        }
        let name = path.dropFirst("/v1/models".count).dropFirst()
        return try requiring(
            [.get, .head], head.method, name.isEmpty ? .models(caller) : .model(String(name), caller))
    }

    func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        switch ticket {
        case .health: await send(Array(#"{"status":"ok"}"#.utf8), to: reply)
        case .models: await send(ModelList(gateway.snapshot.upstreams).body, to: reply)
        case .model(let name, _):
            guard let body = ModelList(gateway.snapshot.upstreams).body(of: name) else {
                return await refuse(GatewayError(.modelNotFound), reply: reply)
            }
            await send(body, to: reply)
        case .call(let endpoint, let caller, let conversation):
            let call = Call(
                id: reply.request, caller: caller, endpoint: endpoint, conversation: conversation, body: body)
            await gateway.serve(call, reply: reply, lifetime: lifetime)
        }
    }

    func refuse(_ error: GatewayError, reply: Reply) async {
        await gateway.render(error, to: reply)
    }

    private func send(_ json: [UInt8], to reply: Reply) async {
        // A caller that is gone needs no answer.
        try? await reply.send(status: 200, contentType: "application/json", body: ByteBuffer(bytes: json))
    }

    private func requiring(
        _ methods: [HTTPRequest.Method], _ method: HTTPRequest.Method, _ ticket: Ticket
    ) throws(GatewayError) -> Ticket {
        guard methods.contains(method) else { throw GatewayError(.methodNotAllowed) }
        return ticket
    }

    /// JSON, uncompressed, in UTF-8: what is compressed or unknown cannot be searched.
    private static func checkContent(_ headers: HTTPFields) throws(GatewayError) {
        let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
        guard encoding == "identity" else {
            throw GatewayError(.unsupportedContent, "Send the body without content-encoding.")
        }
        let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";").map {
            $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        guard parts.first == "application/json", !parts.dropFirst().contains(where: Self.isForeignCharset) else {
            throw GatewayError(.unsupportedContent, "Send application/json in UTF-8.")
        }
    }

    private static func isForeignCharset(_ parameter: String) -> Bool {
        parameter.hasPrefix("charset=") && parameter != "charset=utf-8"
    }

    private static func conversation(_ headers: HTTPFields) -> Sensitive<[UInt8]>? {
        for name in HTTPField.Name.conversations {
            if let value = headers[name], !value.isEmpty { return Sensitive(Array(value.utf8)) }
        }
        return nil
    }
}
