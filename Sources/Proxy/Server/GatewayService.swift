// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
package import HTTPTypes
import NIOCore
import Policy
import PrivacyCore
package import Providers
import Telemetry

/// What answers on the main listener. Transport chores only: paths, methods, keys, content types, the access log. What
/// is done with a request stands in `RequestPipeline`.
package struct GatewayService: HTTPService {
    /// What is asked for, by whom.
    package enum Ticket: Sendable {
        /// A page: nothing is done.
        case direct(DirectRoute)
        case operation(DirectOperation, Principal, Call.Context)
        case models(Dialect, Rights)
        case call(Endpoint, Principal, Call.Context)
    }

    let gateway: Gateway
    let door: Door
    /// The description of the direct API, as it is served.
    let openAPI: [UInt8]
    package let bodyLimit: Int

    package init(_ gateway: Gateway, door: Door, openAPI: [UInt8], bodyLimit: Int) {
        self.gateway = gateway
        self.door = door
        self.openAPI = openAPI
        self.bodyLimit = bodyLimit
    }

    package func admit(_ head: HTTPRequest, from peer: Peer) async throws(GatewayError) -> Ticket {
        let started = ContinuousClock.now
        defer { gateway.metrics.overhead.observe(.auth, .now - started) }
        let path = Self.path(of: head)
        if let route = DirectRoute(path) { return try await admit(head, from: peer, to: route) }
        guard let endpoint = endpoint(at: path, of: head) else { throw GatewayError(.notFound) }
        let principal = try await door.enter(
            head.headerFields, from: peer, for: endpoint.permission, at: endpoint.name)
        guard principal.rights.admits(dialect: endpoint.dialect.rawValue) else {
            throw await door.forbid(principal, nil, at: endpoint.name)
        }
        guard endpoint.methods.contains(head.method) else { throw GatewayError(.methodNotAllowed) }
        if endpoint.isList { return .models(endpoint.dialect, principal.rights) }
        try Self.checkContent(head.headerFields)
        var context = Self.context(head.headerFields)
        context.headers = try forwarded(head.headerFields, for: endpoint.dialect)
        context.purpose = try purpose(head.headerFields, of: principal.rights)
        context.isDryRun = try Self.isDryRun(head.headerFields)
        return .call(endpoint, principal, context)
    }

    package func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async {
        switch ticket {
        case .direct(let route): await answer(route, reply: reply)
        case .operation(let operation, let principal, let context):
            let call = DirectCall(
                id: reply.request, caller: principal.caller, rights: principal.rights, operation: operation,
                context: context, body: body)
            await gateway.serve(call, reply: reply, lifetime: lifetime)
        case .models(let dialect, let rights):
            let models = gateway.snapshot.models(in: dialect).filter { rights.admits(model: $0.id) }
            await send(gateway.providers[dialect].modelList(models), to: reply)
        case .call(let endpoint, let principal, let context) where context.isDryRun:
            let call = DirectCall(
                id: reply.request, caller: principal.caller, rights: principal.rights, operation: .preview,
                context: context, body: body, dryRun: endpoint)
            await gateway.serve(call, reply: reply, lifetime: lifetime)
        case .call(let endpoint, let principal, let context):
            let call = Call(
                id: reply.request, caller: principal.caller, rights: principal.rights, endpoint: endpoint,
                context: context, body: body)
            await gateway.serve(call, reply: reply, lifetime: lifetime)
        }
    }

    package func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async {
        let path = head.map(Self.path) ?? ""
        let dialect = head.map(Self.dialect) ?? .openai
        let route = DirectRoute(path)
        let endpoint = head.flatMap { self.endpoint(at: path, of: $0) }
        var headers: HTTPFields = [:]
        if error.code == .methodNotAllowed, let methods = route?.methods ?? endpoint?.methods {
            headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        }
        headers.explain(error)
        await gateway.render(
            error, as: route?.errorShape ?? .dialect(endpoint?.dialect ?? dialect), headers: headers, to: reply)
        gateway.observe(
            Served(
                request: reply.request, endpoint: endpoint?.name ?? route?.name ?? "none",
                method: endpoint?.method ?? "_OTHER", route: endpoint?.route ?? route?.name ?? "none", labels: nil,
                caller: nil, received: .now, bytesIn: 0, error: error,
                timeline: RequestTimeline(
                    parent: head.flatMap { Self.trace(of: $0.headerFields) },
                    sampling: gateway.snapshot.telemetry.sampling)),
            reply: reply)
    }

    /// In which trace a caller says that it stands.
    private static func trace(of headers: HTTPFields) -> TraceParent? {
        headers[.traceParent].flatMap { TraceParent($0) }
    }

    /// What is known at a path, or is passed on unknown where policy says so.
    private func endpoint(at path: String, of head: HTTPRequest) -> Endpoint? {
        let dialect = Self.dialect(of: head)
        if let known = gateway.providers.endpoint(at: path, preferring: dialect) { return known }
        guard gateway.snapshot.policy.unknownPaths == .scan else { return nil }
        return .unknown(at: path, of: path.hasPrefix("/api/") ? .ollama : dialect)
    }

    private static func path(of head: HTTPRequest) -> String { String((head.path ?? "").prefix { $0 != "?" }) }

    /// The dialect that a caller's headers speak for where its path does not.
    private static func dialect(of head: HTTPRequest) -> Dialect {
        head.headerFields[.anthropicVersion] == nil ? .openai : .anthropic
    }

    func send(_ json: [UInt8], to reply: Reply) async {
        // A caller that is gone needs no answer.
        try? await reply.send(status: 200, contentType: "application/json", body: ByteBuffer(bytes: json))
    }

    /// JSON, uncompressed, in UTF-8: what is compressed or unknown cannot be searched.
    static func checkContent(_ headers: HTTPFields) throws(GatewayError) {
        let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
        guard encoding == "identity" else {
            throw GatewayError(.unsupportedContent, "Send the body without content-encoding.")
        }
        let type = headers[.contentType] ?? ""
        // As nearly every client says it.
        if type == "application/json" { return }
        let parts = type.lowercased().split(separator: ";").map {
            $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        guard parts.first == "application/json", !parts.dropFirst().contains(where: Self.isForeignCharset) else {
            throw GatewayError(.unsupportedContent, "Send application/json in UTF-8.")
        }
    }

    private static func isForeignCharset(_ parameter: String) -> Bool {
        parameter.hasPrefix("charset=") && parameter != "charset=utf-8"
    }

    /// What a caller says of its conversation.
    static func context(_ headers: HTTPFields) -> Call.Context {
        let value = { (name: HTTPField.Name) in
            headers[name].flatMap { $0.isEmpty ? nil : Sensitive(Array($0.utf8)) }
        }
        var context = Call.Context(
            conversation: HTTPField.Name.conversations.lazy.compactMap(value).first, case: value(.case))
        context.trace = trace(of: headers)
        return context
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

extension Endpoint {
    /// How it may be called. A list can be asked for its head alone.
    fileprivate var methods: [HTTPRequest.Method] {
        if isList { return [.get, .head] }
        return HTTPRequest.Method(rawValue: method).map { [$0] } ?? []
    }
}
