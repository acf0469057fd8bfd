// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import NIOCore
import Synchronization

/// Counts connections, in all and by address, so that one greedy peer leaves room for others.
package final class OpenConnections: Sendable {
    private struct State {
        var count = 0
        /// One entry an address that has a connection; empty where addresses have no limit.
        var peers: [String: Int] = [:]
    }

    private let capacity: Int
    private let perPeer: Int?
    private let state = Mutex(State())

    package init(_ limits: ServerLimits) {
        capacity = limits.connections
        perPeer = limits.connectionsPerPeer
    }

    /// Whether so many are open that those at rest have to make room.
    package var isCrowded: Bool { state.withLock { $0.count * 4 > capacity * 3 } }

    /// Counts a connection; `false`, and not counted, where its peer has as many as it may.
    package func admit(_ address: SocketAddress?) -> Bool {
        let peer = address?.ipAddress ?? ""
        return state.withLock { state in
            if let perPeer {
                guard state.peers[peer, default: 0] < perPeer else { return false }
                state.peers[peer, default: 0] += 1
            }
            state.count += 1
            return true
        }
    }

    /// A connection that was counted has ended.
    package func release(_ address: SocketAddress?) {
        let peer = address?.ipAddress ?? ""
        state.withLock { state in
            state.count -= 1
            guard let count = state.peers[peer] else { return }
            state.peers[peer] = count > 1 ? count - 1 : nil
        }
    }
}
