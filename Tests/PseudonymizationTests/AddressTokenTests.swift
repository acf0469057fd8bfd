// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import ZavesaTesting

@Suite("Tokens of addresses")
struct AddressTokenTests {
    @Test(
        "An address leaves as one token and comes back byte for byte",
        arguments: [
            "г. Пермь, ул. Мира, д. 5, кв. 12", "12 Oak Road\nApt. 3\nSpringfield, IL 62704",
            "дом «Ёлка», ул. \"Правды\", 7\\2", "شارع الملك فهد، مبنى ١٢، الرياض",
        ])
    func roundTrip(address: String) async throws {
        let value = Array(address.utf8)
        let text = Array("Живу: ".utf8) + value + Array(", пишите на ".utf8) + value + Array(".".utf8)
        let planted = try PlantedRequest(user: text, values: [(value, .address)])
        let tokenized = try await planted.tokenized(in: InMemoryVault())
        #expect(LeakProbe([value]).leaks(in: tokenized.body).isEmpty)
        let sent = try #require(try OpenAIProviderTexts.first(in: tokenized.body))
        #expect(sent.text.contains("[ADDRESS_"))
        #expect(StreamingRestorer.restore(sent, view: tokenized.view, rules: RestoreRules()).output == text)
    }
}
