// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// What answers on a listener: the gateway itself, or its admin pages.
package protocol HTTPService: Sendable {
    /// What is known of a request once its head was accepted.
    associatedtype Ticket: Sendable

    /// Looks at a head, and at who sent it, before any of the body is read.
    func admit(_ head: HTTPRequest, from peer: Peer) async throws(GatewayError) -> Ticket
    /// The largest body it takes, in bytes.
    var bodyLimit: Int { get }
    /// Answers. Returns when the answer is complete, or cannot be completed any more.
    func answer(_ ticket: Ticket, body: [UInt8], reply: Reply, lifetime: RequestLifetime) async
    /// Answers what was not admitted; `head` is `nil` where there was none that could be read.
    func refuse(_ error: GatewayError, of head: HTTPRequest?, reply: Reply) async
}
