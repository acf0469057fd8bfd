// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A proxy that carries requests to an upstream (CONNECT, for `https`).
package struct HTTPProxy: Sendable, Equatable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
