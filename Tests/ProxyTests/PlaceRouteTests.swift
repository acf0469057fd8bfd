// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Testing
import ZavesaApp
import ZavesaTesting

/// What the law says of a route, as a caller sees it and as the log keeps it.
///
/// Control: ZV-TRF-01, ZV-TRF-02, ZV-PRV-01
@Suite struct PlaceRouteTests {
    private func answer(
        providers: String, provider: String = ",provider=far", accepting: String = "", country: String = "US",
        actions: String = "", _ body: String = Said.request()
    ) async throws -> (answer: HTTPAnswer, records: [String], sent: Bool) {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let flag = "us=\(upstream.baseURL),country=\(country)" + provider
            let yaml = providers + "policy: {foreign: {upstreams: [us]\(accepting)}\(actions)}"
            return try await TestGateway.run(upstreams: [flag], yaml: yaml) { gateway in
                let answer = try await RawClient.connect(to: gateway.port) { try await $0.exchange(body) }
                _ = try await gateway.endedCodes()
                #expect(try AuditVerifier.verify(directory: gateway.layout.audit).followsRules)
                return (answer, try gateway.auditRecords(), !upstream.receivedBytes.isEmpty)
            }
        }
    }

    @Test func aRouteWithItsPapersIsTakenAndTheyAreOnRecord() async throws {
        let result = try await answer(providers: Far.providers)
        #expect(result.answer.status == 200)
        #expect(result.answer.bodyText.contains(Said.russian))
        let allowed = try #require(result.records.first { $0.contains("TRF001I") })
        let decided = try #require(result.records.first { $0.contains("LLM001I") })
        #expect(result.records.firstIndex(of: allowed) ?? 0 < result.records.firstIndex(of: decided) ?? 0)
        let papers = #""transfer":{"list_ver":"ru-128-2022","mechanism":"none","notification_ref":"RKN-2026-17","#
        for record in [allowed, decided] {
            #expect(record.contains(papers + #""status":"allowed","tia_ref":"TIA-3"}"#), "\(record)")
            #expect(record.contains(#""hosting":"foreign""#) && record.contains(#""recipient_juris":"US""#))
            #expect(record.contains(#""is_crossborder":true"#))
        }
    }

    @Test func whatIsOnFileIsOnRecordFromTheStart() async throws {
        let result = try await answer(providers: Far.providers(replacing: "2099-12-31", with: "2020-01-31"))
        let lists = try #require(result.records.first { $0.contains("POL003I") })
        #expect(
            lists.contains(
                #""list":{"countries":2,"origin":"release","regime":"ru","status":"knowledge","#
                    + #""version":"ru-128-2022"}"#))
        let provider = try #require(result.records.first { $0.contains("POL002I") })
        #expect(provider.contains(#""attestation":{"agreement_ref":"DPA-2026-7","provider":"far","status":"expired"}"#))
    }

    @Test(arguments: [
        ("effective", "filed", "notification_pending"), ("TIA-3", "", "assessment_missing"),
        ("notification_ref: RKN-2026-17,", "", "notification_missing"),
        ("mechanism: none", "mechanism: scc", "mechanism_unknown"), ("2099-12-31", "2020-01-31", "agreement_expired"),
        ("mechanism: none", "mechanism: adequacy", "country_unlisted"),
        ("hosting: foreign", "hosting: onprem", "contradictory_place"),
        ("trains_on_data: false", "trains_on_data: true", "trains_on_data"),
    ])
    func aRouteWithoutAPaperIsClosedAndOnlyTheLogSaysWhy(word: String, other: String, reason: String) async throws {
        let result = try await answer(providers: Far.providers(replacing: word, with: other))
        #expect(result.answer.status == 403)
        #expect(try ErrorAnswer(result.answer).error.code == "residency_no_route")
        #expect(!result.answer.bodyText.contains("transfer") && !result.answer.bodyText.contains(reason))
        #expect(!result.sent)
        let refused = try #require(result.records.first { $0.contains("TRF002W") })
        #expect(refused.contains("\"status\":\"\(reason)\""))
        #expect(refused.contains(#""decision":"deny""#))
        #expect(result.records.last?.contains("transfer.\(reason)") == true)
    }

    @Test func anUpstreamThatNamesNobodyIsClosed() async throws {
        let result = try await answer(providers: "", provider: "")
        #expect(result.answer.status == 403)
        #expect(result.records.contains { $0.contains("TRF002W") && $0.contains("provider_missing") })
    }

    @Test func whatNoPaperOpensIsSaidAsThat() async throws {
        let result = try await answer(
            providers: Far.providers, Said.request("У пациента диабет второго типа, назначен инсулин"))
        #expect(result.answer.status == 403)
        #expect(result.records.contains { $0.contains("TRF003E") && $0.contains("class_left") })
        #expect(!result.sent)
    }

    /// Control: ZV-TRF-03
    @Test func whatIsKeptInTheCountryIsOnRecordBeforeItGoesAndNothingElseIs() async throws {
        try await RecordingUpstream.run(answering: Said.parrot) { upstream in
            let url = upstream.baseURL
            let upstreams = ["us=\(url),country=US,provider=far", "ru=\(url),country=RU"]
            let yaml = Far.providers + "policy: {foreign: {upstreams: [us]}}"
            try await TestGateway.run(upstreams: upstreams, yaml: yaml) { gateway in
                for text in ["hello", "У пациента диабет второго типа, назначен инсулин"] {
                    let answer = try await RawClient.connect(to: gateway.port) {
                        try await $0.exchange(Said.request(text))
                    }
                    #expect(answer.status == 200)
                }
                _ = try await gateway.endedCodes()
                let records = try gateway.auditRecords()
                let held = records.indices.filter { records[$0].contains("LLM004W") }
                let decided = records.indices.filter { records[$0].contains("LLM001I") }
                #expect(held.count == 1 && decided.count == 2)
                #expect(held[0] > decided[0] && held[0] < decided[1])
                #expect(records[held[0]].contains(#""endpoint":"us""#) && records[held[0]].contains("class_left"))
                #expect(try AuditVerifier.verify(directory: gateway.layout.audit).followsRules)
            }
        }
    }

    @Test func thePermitAndTheLicenceThatARouteRestsOnAreOnRecord() async throws {
        let result = try await answer(
            providers: Far.providers(
                replacing: "assessment_ref: TIA-3,",
                with: "assessment_ref: TIA-3, permit_ref: P-1, permit_valid_to: 2099-12-31, licence_ref: L-1,"))
        let decided = try #require(result.records.first { $0.contains("LLM001I") })
        #expect(decided.contains(#""licence_ref":"L-1""#) && decided.contains(#""permit_ref":"P-1""#), "\(decided)")
    }

    @Test func aForeignCompanyOnMachinesInTheCountryIsAbroad() async throws {
        let providers = Far.providers(replacing: "hosting: foreign", with: "hosting: in_country")
        let open = try await answer(providers: providers, country: "RU")
        #expect(open.answer.status == 200)
        #expect(open.records.contains { $0.contains("LLM001I") && $0.contains(#""is_crossborder":true"#) })
        #expect(open.answer.headers["x-zavesa-route"]?.contains("; foreign; ") == true)
        let health = try await answer(
            providers: providers, country: "RU", Said.request("У пациента диабет второго типа, назначен инсулин"))
        #expect(health.answer.status == 403)
        #expect(!health.sent)
    }

    @Test func aListFromMemoryOpensARouteOnlyWhereTheOperatorSaysSo() async throws {
        var providers = Far.providers(replacing: "mechanism: none", with: "mechanism: adequacy")
        providers = providers.split(separator: "jurisdiction: US").joined(separator: "jurisdiction: CN")
        let closed = try await answer(providers: providers, country: "CN")
        #expect(closed.answer.status == 403)
        #expect(closed.records.contains { $0.contains("list_unaccepted") })
        let open = try await answer(
            providers: providers, accepting: ", accept_status: [sourced, knowledge]", country: "CN")
        #expect(open.answer.status == 200)
        #expect(open.records.contains { $0.contains("TRF001I") && $0.contains(#""mechanism":"adequacy""#) })
    }

    @Test func withoutAnAgreementARequestWithoutPersonalDataGoes() async throws {
        let providers = Far.providers(
            replacing: "agreement: {ref: DPA-2026-7, valid_to: 2099-12-31, incident_hours: 24}", with: "")
        let plain = try await answer(providers: providers, Said.request("hello"))
        #expect(plain.answer.status == 200)
        let personal = try await answer(providers: providers)
        #expect(personal.answer.status == 403)
        #expect(personal.records.contains { $0.contains("agreement_missing") })
    }

    @Test func aPreviewDoesNotTellACallerWhichPaperIsMissing() async throws {
        let flag = "us=http://127.0.0.1:9/v1,country=US"
        try await TestGateway.run(upstreams: [flag], yaml: "policy: {foreign: {upstreams: [us]}}") { gateway in
            let answer = try await gateway.post(#"{"text":"hello"}"#, to: "/v1/privacy/preview")
            #expect(answer.status == 200)
            #expect(answer.bodyText.contains("foreign.transfer"))
            #expect(!answer.bodyText.contains("provider_missing"))
        }
    }
}
