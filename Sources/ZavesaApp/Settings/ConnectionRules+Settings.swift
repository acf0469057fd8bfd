// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Proxy

extension ConnectionRules {
    /// Reads `pin_sha256` and `addresses` of an upstream. Throws for what could not be checked on its connections.
    init(_ document: UpstreamDocument, urls: [String]) throws(SettingsError) {
        let name = document.name
        var pins: Set<PublicKeyPin> = []
        for text in document.pins {
            guard let pin = PublicKeyPin(text) else {
                throw SettingsError(
                    "upstream \(name): pin_sha256: expected SHA-256 of a public key, in base64 or 64 hexadecimal digits"
                )
            }
            pins.insert(pin)
        }
        guard pins.isEmpty || urls.allSatisfy({ $0.hasPrefix("https://") }) else {
            throw SettingsError("upstream \(name): pin_sha256 needs https: without TLS no key is shown")
        }
        var addresses: [AddressRange] = []
        for text in document.addresses {
            guard let range = AddressRange(text) else {
                throw SettingsError(
                    "upstream \(name): addresses: expected addresses or ranges such as 192.0.2.0/24 or 2001:db8::/32")
            }
            addresses.append(range)
        }
        guard addresses.isEmpty || document.proxy == nil else {
            throw SettingsError(
                "upstream \(name): addresses cannot be checked behind a proxy, which makes the connection: drop one of them"
            )
        }
        self.init(pins: pins, addresses: addresses)
    }
}
