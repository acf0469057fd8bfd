// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationEssentials
import NIOSSL
import PrivacyCore
import Providers
import Proxy
import Vault

extension Upstream {
    /// Makes the client that the settings describe. Keys and certificates are read now, so that a missing one is
    /// noticed at start and not by the first request.
    convenience init(_ settings: UpstreamSettings, environment: [String: String]) throws(StartError) {
        let client: any UpstreamClient
        switch settings.kind {
        case .demo: client = DemoModel()
        case .http(let baseURL):
            client = HTTPUpstreamClient(
                baseURL: baseURL, key: try Self.key(settings, environment),
                keyHeader: Self.keyHeader(settings), exchange: settings.vendor.exchange, timeouts: settings.timeouts,
                additionalRoots: try Self.roots(settings), proxy: settings.proxy,
                rules: settings.rules)
        }
        self.init(
            id: settings.id, country: settings.country, provider: settings.provider,
            dialects: settings.kind == .demo ? DemoModel.dialects : [settings.dialect], models: settings.models,
            adapter: ProviderTable.adapter(to: settings.dialect, folder: settings.vendor.folder),
            timeouts: settings.timeouts, profile: settings.profile, client: client, server: settings.server)
    }

    private static func keyHeader(_ settings: UpstreamSettings) -> HTTPUpstreamClient.KeyHeader {
        switch settings.vendor {
        case .plain: settings.dialect == .anthropic ? .apiKey : .bearer
        case .gigachat: .bearer
        case .yandexgpt(_, let header): header
        }
    }

    private static func key(
        _ settings: UpstreamSettings, _ environment: [String: String]
    ) throws(StartError) -> Sensitive<String>? {
        if let name = settings.keyEnvironment {
            guard let key = environment[name], !key.isEmpty else {
                throw StartError("Upstream \(settings.id): the variable \(name) holds no key.")
            }
            return Sensitive(key)
        }
        guard let path = settings.keyFile else { return nil }
        do throws(PrivateFile.Failure) {
            let bytes = try PrivateFile.read(path, limit: 16 * 1_024)
            let key = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard !key.isEmpty else { throw PrivateFile.Failure.missing }
            return Sensitive(key)
        } catch {
            throw StartError("Upstream \(settings.id): \(path) holds no key that only you can read (chmod 600).")
        }
    }

    private static func roots(_ settings: UpstreamSettings) throws(StartError) -> [NIOSSLCertificate] {
        guard let path = settings.caFile else { return [] }
        do {
            return try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw StartError("Upstream \(settings.id): \(path) holds no certificates in PEM form.")
        }
    }
}
