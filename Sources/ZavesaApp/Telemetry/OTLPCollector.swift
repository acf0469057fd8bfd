// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOSSL

/// A collector as the settings describe it, its files read: a missing one is noticed at start.
struct OTLPCollector: Sendable {
    let settings: OTLPSettings
    let headers: OTLPHeaders
    let tls: TLSConfiguration

    init(_ settings: OTLPSettings) throws(StartError) {
        self.settings = settings
        if let path = settings.headersFile {
            headers = try OTLPHeaders(readingFile: path)
        } else {
            headers = OTLPHeaders()
        }
        var tls = TLSConfiguration.makeClientConfiguration()
        if let path = settings.caFile {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(path) else {
                throw StartError("telemetry.otlp: \(path) holds no certificates in PEM form.")
            }
            tls.additionalTrustRoots = [.certificates(certificates)]
        }
        self.tls = tls
    }
}
