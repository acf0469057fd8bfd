// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOSSL

/// A certificate for `localhost` and 127.0.0.1, and the root that signed it. They protect nothing: the key is here for
/// everybody to read, and the root's own key was thrown away. Valid from 2020 to 2120.
package enum TestCertificate {
    /// The root, which no system trusts.
    package static let root = """
        -----BEGIN CERTIFICATE-----
        MIIBaTCCAQ+gAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBaYXZlc2Eg
        dGVzdCByb290MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAbMRkw
        FwYDVQQDDBBaYXZlc2EgdGVzdCByb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
        QgAENOZN6DcqDBPJ71+iK1SbDHRFgOT1WvvuguKKi0YL6ystB+nB4sSCUtBNZQXm
        qMvFwkbcvu8s/Asu6skI+B2XOqNCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8B
        Af8EBAMCAgQwHQYDVR0OBBYEFDQfhcLs9S76amm3/GxwRZnjCAVLMAoGCCqGSM49
        BAMCA0gAMEUCIC+hjTcUHxbzhDmS+7iXpjLRf+h27knlDDufAXro/BGnAiEA4KTH
        jZWW3AbjpckBXYjByFu+xmweB+rgP4f+qeaS8ig=
        -----END CERTIFICATE-----
        """

    package static let leaf = """
        -----BEGIN CERTIFICATE-----
        MIIBnTCCAUSgAwIBAgIBAjAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBaYXZlc2Eg
        dGVzdCByb290MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAUMRIw
        EAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASogAew
        KTUMNagVs83ZPT1MtcWuzAJMmIPhezeI0LhNKY2+1lX5g9bGGD4K2Gt+L1MJFcWQ
        hlxhs6wRhXoxQWt4o34wfDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCQYD
        VR0TBAIwADATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUvO+XiqPnE7xV
        8n4C5d4kaiC96E8wHwYDVR0jBBgwFoAUNB+Fwuz1Lvpqabf8bHBFmeMIBUswCgYI
        KoZIzj0EAwIDRwAwRAIgH8W0b/dwJ4SCE8yVu0HO+6/v2jM675W03z9HKzaNGkMC
        ID7pwB7yfNDkQKlEb4tidOFNPXsBE8QU3pAiqHsvL2ye
        -----END CERTIFICATE-----
        """

    package static let leafKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglObT5YRjwLvfoTf7
        KZGbmPFq4OcYaShNiCOWNgPjeLmhRANCAASogAewKTUMNagVs83ZPT1MtcWuzAJM
        mIPhezeI0LhNKY2+1lX5g9bGGD4K2Gt+L1MJFcWQhlxhs6wRhXoxQWt4
        -----END PRIVATE KEY-----
        """

    /// What a server needs to speak TLS with it.
    static func serverContext() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(leaf.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(leafKey.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }
}
