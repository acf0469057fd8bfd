// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
import NIOCore
import NIOSSL

/// The other end of a connection.
package struct Peer: Sendable {
    package let address: PeerAddress
    /// What it proved to be when the connection was made; `nil` where it was not asked, or had nothing to show.
    package let certificate: PeerCertificate?

    package init(address: PeerAddress, certificate: PeerCertificate?) {
        self.address = address
        self.certificate = certificate
    }

    /// Looks at a connection once its handshake is over.
    init(of channel: any Channel, asksForCertificate: Bool) async {
        address = channel.remoteAddress?.ipAddress.map(PeerAddress.init) ?? .none
        guard asksForCertificate, let certificate = try? await channel.nioSSL_peerCertificate().get() else {
            self.certificate = nil
            return
        }
        self.certificate = (try? certificate.toDERBytes()).flatMap(PeerCertificate.init(der:))
    }
}
