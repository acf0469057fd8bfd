// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOSSL
import Proxy
import Vault

extension ListenerTLS {
    /// Reads a listener's files. Throws which of them is wrong.
    convenience init(_ settings: TLSSettings) throws(StartError) {
        self.init(try Self.context(settings), asksForCertificate: settings.clientRoots != nil)
    }

    /// Reads them again; where one is wrong, everything stays as it was.
    func reload(_ settings: TLSSettings) throws(StartError) { context = try Self.context(settings) }

    private static func context(_ settings: TLSSettings) throws(StartError) -> NIOSSLContext {
        let chain = try certificates(settings.certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(try key(settings.key)))
        configuration.minimumTLSVersion = settings.minimumVersion == .v13 ? .tlsv13 : .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        if let roots = settings.clientRoots {
            configuration.trustRoots = .certificates(try certificates(roots))
            configuration.certificateVerification =
                settings.client == .required ? .noHostnameVerification : .optionalVerification
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw StartError("tls: the key in \(settings.key) does not belong to the certificate.")
        }
    }

    private static func certificates(_ path: String) throws(StartError) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
            throw StartError("tls: \(path) holds no certificates in PEM form.")
        }
        return certificates
    }

    /// A link is followed, because tools that renew certificates put links in their place; the file itself has to be private.
    private static func key(_ path: String) throws(StartError) -> NIOSSLPrivateKey {
        let file = FileSignature.resolved(path)
        guard let bytes = try? PrivateFile.read(file, limit: 64 * 1_024) else {
            throw StartError("tls: \(path) cannot be read, or others can read it (chmod 600).")
        }
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
            throw StartError("tls: \(path) holds no private key in PEM form without a passphrase.")
        }
        return key
    }
}
