// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import AsyncHTTPClient
import Crypto
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOSSL
import Vault

/// Fetches an issuer's keys, from a file or over HTTPS.
struct TokenKeys: Sendable {
    private let rules: TokenRules
    private let roots: [NIOSSLCertificate]

    /// Reads the roots now, so that a missing file is noticed at start.
    init(_ rules: TokenRules) throws(StartError) {
        self.rules = rules
        guard let path = rules.rootsFile else {
            roots = []
            return
        }
        guard let roots = try? NIOSSLCertificate.fromPEMFile(path), !roots.isEmpty else {
            throw StartError("access.jwt: \(path) holds no certificates in PEM form.")
        }
        self.roots = roots
    }

    /// The set's bytes; `nil` where they cannot be had.
    func fetch() async -> [UInt8]? {
        switch rules.source {
        case .file(let path):
            guard let content = FileManager.default.contents(atPath: path), content.count <= KeySet.byteLimit else {
                return nil
            }
            return Array(content)
        case .url(let url): return try? await download(url)
        }
    }

    /// One request on a connection of its own: it happens every few minutes. Redirections are not followed, because the
    /// operator named the place, and what is too long or too slow is given up.
    private func download(_ url: String) async throws -> [UInt8]? {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = roots.isEmpty ? [] : [.certificates(roots)]
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(5))
        configuration.httpVersion = .http1Only
        return try await HTTPClient.withHTTPClient(
            eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration
        ) {
            client in
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
            guard response.status == .ok else { return nil }
            return Array(buffer: try await response.body.collect(upTo: KeySet.byteLimit))
        }
    }
}

/// Names for subjects of tokens: letters made of a keyed hash, the same at every start.
struct SubjectNames: Sendable {
    private let key: SymmetricKey

    /// Derived from the log's key, which makes the references in records; it serves nothing else.
    init(derivedFrom key: RootKey) {
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(key), info: Array("zavesa token subjects v1".utf8), outputByteCount: 32)
    }

    func name(of subject: String) -> String {
        let hash = Array(HMAC<SHA256>.authenticationCode(for: Array(subject.utf8), using: key))
        let letters = hash.prefix(16).flatMap { [$0 >> 4, $0 & 15] }.map { UInt8(ascii: "a") + $0 }
        return PlainName.subjectPrefix + String(decoding: letters, as: UTF8.self)
    }
}
