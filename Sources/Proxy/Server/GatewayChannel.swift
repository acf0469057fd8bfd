// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import PrivacyCore

/// One connection of a caller: requests one after the other, each read whole, answered, and watched for its caller
/// going away.
///
/// Hummingbird parses, keeps idle time and drains on shutdown; the loop is ours because a request's task must be
/// ended when the caller leaves, and its last record must be written even then.
struct GatewayChannel<Service: HTTPService>: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let http: HTTP1Channel.Value
        let watch: CallerWatch
        let asksForCertificate: Bool
        /// Whether its peer may have one more.
        let isAdmitted: Bool
        var channel: any Channel { http.channel }
    }

    private let service: Service
    private let http: HTTP1Channel
    private let limits: ServerLimits
    private let drain: Drain
    private let connections: OpenConnections
    private let sweep: ConnectionSweep
    private let tls: ListenerTLS?

    /// Connections are encrypted where `tls` says how.
    init(_ service: Service, limits: ServerLimits, drain: Drain, tls: ListenerTLS? = nil) {
        self.service = service
        self.limits = limits
        self.drain = drain
        self.tls = tls
        connections = OpenConnections(limits)
        sweep = ConnectionSweep(limits)
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.headerCount)
        let configuration = HTTP1Channel.Configuration(
            idleTimeout: TimeAmount(limits.idle), httpDecoderConfiguration: decoder)
        // Only its channel set-up is used; the responder belongs to the loop that `handle` replaces.
        http = HTTP1Channel(responder: { _, _, _ in }, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let (connections, peer) = (self.connections, channel.remoteAddress)
        let isAdmitted = connections.admit(peer)
        if isAdmitted { channel.closeFuture.whenComplete { _ in connections.release(peer) } }
        let watch = CallerWatch(limits, connections, sweep)
        let http = self.http
        let tls = self.tls
        return channel.setOption(.tcpOption(.tcp_nodelay), value: 1)
            .flatMapThrowing {
                // Before the encryption, so that a handshake has to arrive in time as well.
                try channel.pipeline.syncOperations.addHandler(watch)
                if let tls { try channel.pipeline.syncOperations.addHandler(tls.handler()) }
            }
            .flatMap { http.setup(channel: channel, logger: logger) }
            .map {
                Value(
                    http: $0, watch: watch, asksForCertificate: tls?.asksForCertificate ?? false, isAdmitted: isAdmitted
                )
            }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await handle(value)
        }
    }

    private func handle(_ value: Value) async {
        await withTaskCancellationHandler {
            // Reading or writing failed: the caller is gone, and what had to be recorded was recorded.
            try? await value.http.executeThenClose { inbound, outbound in
                guard value.isAdmitted else { return }
                do {
                    var parts = inbound.makeAsyncIterator()
                    var known: Peer?
                    while let part = try await parts.next(isolation: #isolation), case .head(let head) = part {
                        let peer: Peer
                        if let known {
                            peer = known
                        } else {
                            // A head has come, so the handshake is over.
                            peer = await Peer(of: value.channel, asksForCertificate: value.asksForCertificate)
                            known = peer
                        }
                        guard try await serve(head, from: peer, &parts, outbound, value) else { break }
                    }
                } catch is HTTPParserError {
                    let reply = Reply(to: .generate(), through: outbound, omitsBody: false, closes: true)
                    await service.refuse(GatewayError(.invalidBody, "This is not HTTP."), of: nil, reply: reply)
                }
                outbound.finish()
            }
        } onCancel: {
            value.channel.close(mode: .all, promise: nil)
        }
    }

    /// Serves one request; `false` where the connection cannot serve another.
    private func serve(
        _ head: HTTPRequest, from peer: Peer,
        _ parts: inout NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>, _ value: Value
    ) async throws -> Bool {
        let admission = await admission(of: head, from: peer)
        value.watch.requestArrives()
        let body = try await RequestBodyReader(limit: service.bodyLimit, head: head)
            .read(&parts, isWanted: admission.isSuccess, outbound)
        value.watch.requestArrived()
        let closes =
            body == .abandoned || head.headerFields[.connection]?.lowercased() == "close" || drain.isDraining
        let reply = Reply(
            to: .generate(), through: outbound, omitsBody: head.method == .head, closes: closes)
        switch (admission, body) {
        case (.success(let ticket), .whole(let bytes)):
            let lifetime = RequestLifetime(on: value.channel.eventLoop)
            value.watch.attend(lifetime)
            drain.enter(lifetime)
            await service.answer(ticket, body: bytes, reply: reply, lifetime: lifetime)
            drain.leave(lifetime)
            value.watch.attend(nil)
        case (.failure(let error), _): await service.refuse(error, of: head, reply: reply)
        case (.success, .tooLarge), (.success, .abandoned):
            await service.refuse(GatewayError(.bodyTooLarge), of: head, reply: reply)
        case (.success, .cut): return false
        }
        return reply.isComplete && !closes && body != .cut && !drain.isDraining
    }

    private func admission(of head: HTTPRequest, from peer: Peer) async -> Result<Service.Ticket, GatewayError> {
        do throws(GatewayError) {
            return .success(try await service.admit(head, from: peer))
        } catch {
            return .failure(error)
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        switch self {
        case .success: true
        case .failure: false
        }
    }
}
