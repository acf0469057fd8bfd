// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import NIOSSL
import Synchronization

/// The certificate that a listener shows, and whose it asks for. A reload swaps it: connections that stand go on with the
/// one they began with.
package final class ListenerTLS: Sendable {
    /// Whether callers are asked for certificates.
    package let asksForCertificate: Bool
    private let current: Mutex<NIOSSLContext>

    package init(_ context: NIOSSLContext, asksForCertificate: Bool) {
        current = Mutex(context)
        self.asksForCertificate = asksForCertificate
    }

    /// What new connections are made with.
    package var context: NIOSSLContext {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// The handler of one new connection.
    func handler() -> NIOSSLServerHandler { NIOSSLServerHandler(context: context) }
}
