// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Testing
import ZavesaApp
import ZavesaTesting

@Suite struct DemoTests {
    /// What of each line must not reach the model.
    private static let values = [
        ["Марии Сергеевне Орловой", "112-233-445 95", "m.orlova@example.ru", "+7 916 555-12-34"],
        ["John Carter", "john.carter@example.com", "4111 1111 1111 1111", "203.0.113.7"],
        ["أحمد محمود", "+966 50 123 4567", "ahmed.mahmoud@example.com"],
    ]

    @Test func everyLineIsProtectedRestoredAndProved() async throws {
        try await TestGateway.run { gateway in
            try await DemoClient.run(base: "http://127.0.0.1:\(gateway.port)") { client in
                #expect(await client.isServed())
                var exchanges: [DemoExchange] = []
                for (line, values) in zip(DemoScript.lines, Self.values) {
                    let exchange = try await client.say(line)
                    for value in values {
                        #expect(line.text.contains(value))
                        #expect(!exchange.left.contains(value))
                        #expect(!exchange.said.contains(value))
                        #expect(exchange.got.contains(value))
                    }
                    exchanges.append(exchange)
                }
                let evidence = try DemoEvidence(
                    layout: gateway.layout, resources: testResources, requests: exchanges.map(\.request))
                #expect(evidence.report.isIntact)
                for exchange in exchanges {
                    #expect(evidence.decision(of: exchange.request)?.contains("to demo in RU") == true)
                    #expect(evidence.trail(of: exchange.request)?.contains("request.decided") == true)
                }
            }
        }
    }

    @Test func whereNoGatewayAnswersTheDemoIsTold() async throws {
        let port = try await RecordingUpstream.run(answering: { _ in [] }) { $0.port }
        try await DemoClient.run(base: "http://127.0.0.1:\(port)") { client in
            #expect(await client.isServed() == false)
        }
    }
}
