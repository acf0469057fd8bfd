// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import PrivacyCore
import StrictYAML
import Testing

@Suite struct CertificateMapTests {
    private func map() throws -> CertificateMap {
        let text = """
            - {uri: 'spiffe://example.ru/billing', caller: billing, tenant: acme, models: [a]}
            - {dns: billing.example.ru, caller: billing, tenant: acme, models: [a]}
            - {cn: Reports, caller: reports, tenant: acme}
            """
        return try CertificateMap(YAMLNode(parsing: text, file: "test.yaml"))
    }

    private func caller(cn: String? = nil, uris: [String] = [], dns: [String] = []) throws -> String? {
        try map().principal(of: PeerCertificate(commonName: cn, uris: uris, dnsNames: dns))?.caller.id.rawValue
    }

    @Test func aNameInTheListStandsForItsCaller() throws {
        #expect(try caller(uris: ["spiffe://example.ru/billing"]) == "billing")
        #expect(try caller(dns: ["billing.example.ru"]) == "billing")
        #expect(try caller(cn: "Reports") == "reports")
        #expect(try caller(cn: "anything", uris: ["spiffe://example.ru/billing"]) == "billing")
    }

    @Test func anyOtherNameStandsForNobody() throws {
        #expect(try caller(cn: "reports") == nil)
        #expect(try caller(cn: "Reports ") == nil)
        #expect(try caller(dns: ["a.billing.example.ru"]) == nil)
        #expect(try caller(cn: "spiffe://example.ru/billing") == nil)
        #expect(try caller() == nil)
    }

    @Test func namesOfTwoCallersStandForNobody() throws {
        #expect(try caller(cn: "Reports", uris: ["spiffe://example.ru/billing"]) == nil)
    }

    @Test(arguments: [
        "- {caller: a}", "- {cn: a, dns: b, caller: a}", "- {cn: a, caller: a}\n- {cn: a, caller: b}",
        "- {cn: a, caller: a, roles: [auditor, operator]}", "- {cn: a}",
    ])
    func aListThatCouldMeanTwoThingsIsRefused(text: String) {
        #expect(throws: DocumentError.self) { try CertificateMap(YAMLNode(parsing: text, file: "test.yaml")) }
    }
}
