// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationEssentials
import NIOSSL
import PrivacyCore
import Proxy
import Vault

extension Upstream {
    /// Reads keys and certificates now, so that a missing one is noticed at start and not by the first request, and
    /// gives what makes the upstream later: a client that was made has to be shut down, so none is made for a start
    /// that fails.
    static func maker(
        _ settings: UpstreamSettings, environment: [String: String]
    ) throws(StartError) -> () -> Upstream {
        let makeClient: () -> any UpstreamClient
        switch settings.kind {
        case .demo: makeClient = { DemoModel() }
        case .http(let baseURL):
            let key = try key(settings, environment)
            let roots = try roots(settings)
            makeClient = {
                HTTPUpstreamClient(
                    baseURL: baseURL, key: key, timeouts: settings.timeouts, additionalRoots: roots,
                    proxy: settings.proxy)
            }
        }
        return {
            Upstream(
                id: settings.id, country: settings.country, models: settings.models, timeouts: settings.timeouts,
                client: makeClient())
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
