// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTP1
import PrivacyCore
import Synchronization

/// What becomes of the requests of one connection: each is admitted by its head, read whole, answered, and watched for
/// its caller going away.
///
/// A request has a task of its own, so that the connection can take the next one while what is left of this one, such as
/// its last record, is written.
struct RequestServing<Service: HTTPService>: Sendable {
    let service: Service
    let drain: Drain
    let registry: ConnectionRegistry
    let watch: CallerWatch
    let peer: ConnectionPeer

    /// Begins to serve a request; `nil` for what is none.
    func begin(_ head: HTTPRequestHead?, on connection: CallerConnection) {
        registry.taskBegins()
        // On the loop at once: to be called later would cost a turn of it.
        Task.immediate(executorPreference: connection.executor) {
            if let head, let request = HTTPRequest(head) {
                await serve(request, head, on: connection)
            } else {
                await refuseMalformed(on: connection)
            }
            registry.taskEnds()
        }
    }

    private func serve(_ request: HTTPRequest, _ head: HTTPRequestHead, on connection: CallerConnection) async {
        let admission = await admission(of: request, from: await peer.look(at: connection.channel))
        watch.requestArrives()
        let body = await connection.body(after: head, limit: service.bodyLimit, isWanted: admission.isSuccess)
        watch.requestArrived()
        let reply = Reply(
            through: connection, watch, version: head.version, omitsBody: request.method == .head,
            closes: body.endsConnection || !head.isKeepAlive || head.isLast || drain.isDraining,
            isRead: !body.endsConnection && !head.isUnparsedAfter)
        switch (admission, body) {
        case (.success(let ticket), .whole(let bytes)):
            let lifetime = RequestLifetime(connection.executor)
            watch.attend(lifetime)
            drain.enter(lifetime)
            await service.answer(ticket, body: bytes, reply: reply, lifetime: lifetime)
            drain.leave(lifetime)
        case (_, .cut): connection.close()
        case (_, .malformed): await service.refuse(.notHTTP, of: nil, reply: reply)
        case (.failure(let error), _): await service.refuse(error, of: request, reply: reply)
        case (.success, .tooLarge), (.success, .abandoned):
            await service.refuse(GatewayError(.bodyTooLarge), of: request, reply: reply)
        }
        reply.leave()
    }

    private func refuseMalformed(on connection: CallerConnection) async {
        let reply = Reply(
            through: connection, watch, version: .http1_1, omitsBody: false, closes: true, isRead: false)
        await service.refuse(.notHTTP, of: nil, reply: reply)
        reply.leave()
    }

    private func admission(
        of request: HTTPRequest, from peer: Peer
    ) async -> Result<Service.Ticket, GatewayError> {
        do throws(GatewayError) {
            return .success(try await service.admit(request, from: peer))
        } catch {
            return .failure(error)
        }
    }
}

/// The other end of a connection, looked at once a request has come: by then the handshake is over.
final class ConnectionPeer: Sendable {
    private let asksForCertificate: Bool
    private let known = Mutex<Peer?>(nil)

    init(asksForCertificate: Bool) {
        self.asksForCertificate = asksForCertificate
    }

    func look(at channel: any Channel) async -> Peer {
        if let peer = known.withLock({ $0 }) { return peer }
        let peer = await Peer(of: channel, asksForCertificate: asksForCertificate)
        known.withLock { $0 = peer }
        return peer
    }
}

extension HTTPRequestHead {
    /// Whether nothing can follow it on its connection: in an old version an answer of unknown length ends with that.
    fileprivate var isLast: Bool { version == .http1_0 || version == .http0_9 || isUnparsedAfter }

    /// Whether what comes after it is no HTTP for the parser: it would rather speak another protocol, as Java's clients would.
    fileprivate var isUnparsedAfter: Bool { method == .CONNECT || headers.contains(name: "upgrade") }
}

extension GatewayError {
    fileprivate static let notHTTP = GatewayError(.invalidBody, "This is not HTTP.")
}

extension BodyIntake.Outcome {
    /// Whether nothing can be read after it.
    fileprivate var endsConnection: Bool {
        switch self {
        case .whole, .tooLarge: false
        case .abandoned, .malformed, .cut: true
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
