// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes
import NIOCore
import PrivacyCore
package import Providers

/// What answers on the main listener. Transport chores only: paths, methods, keys, content types, the access log. What
/// is done with a request stands in `RequestPipeline`.
package struct GatewayService: HTTPService {
    /// What is asked for, by whom.
    package enum Ticket: Sendable {
        case health
        case models(Dialect)
        case call(Endpoint, Caller, Call.Context)
    }

    private let gateway: Gateway
    private let callers: CallerDirectory
    package let bodyLimit: Int

    package init(_ gateway: Gateway, callers: CallerDirectory, bodyLimit: Int) {
        self.gateway = gateway
        self.callers = callers
        self.bodyLimit = bodyLimit
    }

    package func admit(_ head: HTTPRequest) throws(GatewayError) -> Ticket {
        let path = String((head.path ?? "").prefix { $0 != "?" })
        if path == "/healthz" { return try requiring([.get, .head], head.method, .health) }
        guard let endpoint = gateway.providers.endpoint(at: path, preferring: Self.dialect(of: head)) else {
            throw GatewayError(.notFound)
        }
        guard let caller = callers.caller(of: head.headerFields) else { throw GatewayError(.invalidKey) }
        if endpoint.isList { return try requiring([.get, .head], head.method, .models(endpoint.dialect)) }
        guard head.method.rawValue == endpoint.method else { throw GatewayError(.methodNotAllowed) }
        try Self.checkContent(head.headerFields)
        return .call(endpoint, caller, try context(head.headerFields, for: endpoint.dialect))
    }

    package func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        switch ticket {
        case .health: await send(Array(#"{"status":"ok"}"#.utf8), to: reply)
        case .models(let dialect):
            await send(gateway.providers[dialect].modelList(gateway.snapshot.models(in: dialect)), to: reply)
        case .call(let endpoint, let caller, let context):
            let call = Call(id: reply.request, caller: caller, endpoint: endpoint, context: context, body: body)
            await gateway.serve(call, reply: reply, lifetime: lifetime)
        }
    }

    package func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async {
        let path = String((head?.path ?? "").prefix { $0 != "?" })
        let dialect = head.map(Self.dialect) ?? .openai
        await gateway.render(
            error, in: gateway.providers.endpoint(at: path, preferring: dialect)?.dialect ?? dialect, to: reply)
    }

    /// The dialect that a caller's headers speak for where its path does not.
    private static func dialect(of head: HTTPRequest) -> Dialect {
        head.headerFields[.anthropicVersion] == nil ? .openai : .anthropic
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

    private func context(_ headers: HTTPFields, for dialect: Dialect) throws(GatewayError) -> Call.Context {
        let value = { (name: HTTPField.Name) in
            headers[name].flatMap { $0.isEmpty ? nil : Sensitive(Array($0.utf8)) }
        }
        return Call.Context(
            conversation: HTTPField.Name.conversations.lazy.compactMap(value).first, case: value(.case),
            headers: try forwarded(headers, for: dialect))
    }

    /// The caller's headers that the upstream gets.
    private func forwarded(
        _ headers: HTTPFields, for dialect: Dialect
    ) throws(GatewayError) -> [(name: String, value: String)] {
        var forwarded: [(name: String, value: String)] = []
        for header in gateway.providers[dialect].headers {
            guard let value = HTTPField.Name(header.name).flatMap({ headers[$0] }) ?? header.standard else { continue }
            guard header.admits(value) else {
                throw GatewayError(.unsupportedContent, "A header that would go on holds more than names of features.")
            }
            forwarded.append((header.name, value))
        }
        return forwarded
    }
}
