// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The connections to one upstream. Each event loop has those that were opened on it, so that an exchange runs on the
/// loop of its caller's connection and no thread waits for another.
///
/// Lives as long as somebody may send by it; what rests then is closed. So an upstream that settings no longer name goes
/// on for the requests that began with it.
final class ConnectionPool: Sendable {
    private struct State {
        /// By loop; what was used last is used first, so that the others may end.
        var idle: [ObjectIdentifier: [UpstreamConnection]] = [:]
        /// Open and opening ones.
        var count = 0
        var isClosed = false
    }

    /// How many connections one upstream gets: as many as callers may have.
    private static let limit = 4_096

    let connector: UpstreamConnector
    private let state = Mutex(State())

    init(_ connector: UpstreamConnector) { self.connector = connector }

    deinit { close() }

    /// Opens a connection, its TLS included, and closes it: one that rests says nothing of whether the origin takes another.
    func tryOrigin() async throws(UpstreamError) {
        let mayOpen = state.withLock { state in
            guard !state.isClosed, state.count < Self.limit else { return false }
            state.count += 1
            return true
        }
        guard mayOpen else { throw UpstreamError(.connect) }
        try await open(on: Self.loop).close()
    }

    private static var loop: any EventLoop {
        MultiThreadedEventLoopGroup.currentEventLoop ?? MultiThreadedEventLoopGroup.singleton.any()
    }

    /// A connection on the caller's loop, used before or new.
    func connection() async throws(UpstreamError) -> UpstreamConnection {
        let loop = Self.loop
        let (waiting, mayOpen) = state.withLock { state in
            if let waiting = state.idle[ObjectIdentifier(loop)]?.popLast() { return (Optional(waiting), false) }
            guard !state.isClosed, state.count < Self.limit else { return (nil, false) }
            state.count += 1
            return (nil, true)
        }
        if let waiting { return waiting }
        guard mayOpen else { throw UpstreamError(.connect) }
        return try await open(on: loop)
    }

    /// Closes those that rest; those at work end with their exchange.
    func close() {
        let resting = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [:] }
            return state.idle.values.joined()
        }
        for connection in resting { connection.close() }
    }

    private func open(on loop: any EventLoop) async throws(UpstreamError) -> UpstreamConnection {
        let wanted = loop.makePromise(of: UpstreamConnection.self)
        connector.connect(on: loop) { [self] in
            UpstreamConnection(
                on: loop, onIdle: { [weak self] in self?.rest($0) }, onClose: { [weak self] in self?.ended($0) })
        }.whenComplete { result in
            switch result {
            case .failure(let error):
                self.state.withLock { $0.count -= 1 }
                wanted.fail(error)
            case .success(let connection):
                wanted.succeed(connection)
                // Who wanted it has gone meanwhile: it waits for somebody else.
                wanted.futureResult.whenFailure { _ in connection.rest() }
            }
        }
        do {
            return try await withTaskCancellationHandler {
                try await wanted.futureResult.get()
            } onCancel: {
                loop.execute { wanted.fail(CancellationError()) }
            }
        } catch {
            throw UpstreamError(error)
        }
    }

    private func rest(_ connection: UpstreamConnection) {
        let isKept = state.withLock { state in
            guard !state.isClosed else { return false }
            state.idle[ObjectIdentifier(connection.eventLoop), default: []].append(connection)
            return true
        }
        if !isKept { connection.close() }
    }

    private func ended(_ connection: UpstreamConnection) {
        state.withLock { state in
            state.count -= 1
            state.idle[ObjectIdentifier(connection.eventLoop)]?.removeAll { $0 === connection }
        }
    }
}
