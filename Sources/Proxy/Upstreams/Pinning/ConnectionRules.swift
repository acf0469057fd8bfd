// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL

/// What a connection has to show before a byte of a request is sent on it, beside a certificate that is valid: that it
/// leads to an address the operator named, and to a key the operator knows. They hold for every connection of an
/// upstream, also for that which exchanges its key.
///
/// A name can be made to lead elsewhere, and a valid certificate can be had by somebody else; where data may not leave a
/// country, both are checked on the connection itself.
///
/// Control: ZV-TRF-01
package struct ConnectionRules: Sendable, Equatable {
    /// Empty for every key that a valid certificate has.
    package let pins: Set<PublicKeyPin>
    /// Empty for every address.
    package let addresses: [AddressRange]

    package init(pins: Set<PublicKeyPin> = [], addresses: [AddressRange] = []) {
        self.pins = pins
        self.addresses = addresses
    }

    /// Throws `address` unless the connection leads where the operator wants it.
    func check(_ remote: SocketAddress?) throws(UpstreamError) {
        guard !addresses.isEmpty else { return }
        guard let address = remote?.ipAddress.flatMap({ IPAddress($0) }),
            addresses.contains(where: { $0.contains(address) })
        else { throw UpstreamError(.address) }
    }

    /// Throws `pin` unless the server has shown a certificate with a key the operator knows. A reserve key is one pin
    /// more.
    func check(_ certificate: NIOSSLCertificate?) throws(UpstreamError) {
        guard !pins.isEmpty else { return }
        guard let certificate, let pin = try? PublicKeyPin(certificate), pins.contains(pin) else {
            throw UpstreamError(.pin)
        }
    }
}
