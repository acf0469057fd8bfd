// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Policy
import PrivacyCore
import StrictYAML
import Testing
import TextNormalization
import ZavesaApp
import ZavesaTesting

/// Sensitive data in three languages, in front of every kind of hosting: none goes abroad.
///
/// Control: ZV-TRF-03
@Suite struct SensitiveRoutingTests {
    /// Russian, English, Arabic.
    static let categories: [(name: String, texts: [String])] = [
        (
            "health",
            [
                "У пациента диабет, назначен инсулин", "The patient has diabetes and takes insulin",
                "المريض مصاب بالسكري ويتناول الأنسولين",
            ]
        ),
        ("religion", ["Он православный христианин", "He is a practising Catholic", "هو مسلم سني"]),
        (
            "politics",
            ["Она член партии «Единая Россия»", "She is a member of the Communist Party", "هو عضو في حزب سياسي"]
        ),
        ("union", ["Он состоит в профсоюзе", "He is a member of a trade union", "هو عضو في نقابة عمالية"]),
        ("ethnicity", ["Национальность: татарин", "Her ethnic origin is Kurdish", "قوميته كردية"]),
        ("sexuality", ["Он гомосексуалист", "He is homosexual", "هو مثلي الجنس"]),
        (
            "conviction",
            ["Он ранее судим по статье 158 УК РФ", "He has a criminal conviction for theft", "لديه سجل جنائي"]
        ),
        (
            "biometric",
            [
                "Взят образец ДНК и отпечатки пальцев", "His fingerprints and DNA profile were taken",
                "أخذت بصمات الأصابع والحمض النووي",
            ]
        ),
        ("document", ["СНИЛС 112-233-445 95", "SSN 536-22-8726", "رقم الهوية الوطنية 1012345672"]),
        ("card", ["Карта 4111 1111 1111 1111", "Card 4111 1111 1111 1111", "بطاقة 4111 1111 1111 1111"]),
        (
            "account",
            ["IBAN DE89370400440532013000", "IBAN DE89 3704 0044 0532 0130 00", "آيبان DE89370400440532013000"]
        ),
        ("unread", ["Что на снимке?", "What is in the picture?", "ماذا في الصورة؟"]),
    ]

    /// Six kinds of hosting with every paper in date; those in the country come first.
    private static func upstreams() throws -> [(facts: UpstreamFacts, isHome: Bool)] {
        let end = try #require(CalendarDay("2099-12-31"))
        func upstream(
            _ name: String, _ code: String, _ hosting: Hosting, _ jurisdiction: String, processor: String? = nil
        ) throws -> UpstreamFacts {
            UpstreamFacts(
                id: UpstreamID(rawValue: name), country: try #require(Jurisdiction(code)),
                provider: ProviderRecord(
                    name: name, entity: name, jurisdiction: try #require(Jurisdiction(jurisdiction)), hosting: hosting,
                    logDays: 0, trainsOnData: false,
                    subProcessors: try processor.map {
                        [ProviderRecord.SubProcessor(name: "p", country: try #require(Jurisdiction($0)))]
                    } ?? [],
                    agreement: ProviderRecord.Agreement(reference: "A", validTo: end, incidentHours: 24),
                    transfer: ProviderRecord.Transfer(
                        mechanism: TransferMechanism.none, notification: "N", notificationStatus: .effective,
                        assessment: "T", assessmentValidTo: end, permit: "P", permitValidTo: end)))
        }
        return [
            (try upstream("onprem", "JO", .onprem, "JO"), true), (try upstream("home", "JO", .inCountry, "JO"), true),
            (try upstream("regional", "SA", .regional, "JO"), false),
            (try upstream("foreign", "US", .foreign, "US"), false),
            (try upstream("foreign-company", "JO", .inCountry, "US"), false),
            (try upstream("foreign-processor", "JO", .inCountry, "JO", processor: "US"), false),
        ]
    }

    @Test func nothingSensitiveIsSelectedForAPlaceAbroad() throws {
        let policy = try YAMLNode(
            parsing: """
                foreign: {upstreams: [regional, foreign, foreign-company, foreign-processor]}
                actions: {classes: {C3: pass, C4: pass}}
                """, file: "policy")
        // Jordan: the one law here that calls bank accounts sensitive.
        let protection = try Protection(resources: testResources, home: ["JO"], source: "test", policy: policy)
        let upstreams = try Self.upstreams()
        #expect(upstreams.count == 6 && Self.categories.count == 12)
        func decide(_ text: String, residue: Bool) throws -> PolicyDecision {
            let analyzed = try #require(AnalyzedText(utf8: Array(text.utf8)))
            let facts = RequestFacts(
                tenant: .default, caller: .local, model: nil, hasResidue: residue, candidates: upstreams.map(\.facts))
            return try protection.policy.decide([protection.engine.detect(in: analyzed)], given: facts)
        }
        // Without anything sensitive all six are taken: what closes them below is the data.
        #expect(try decide("hello", residue: false).allowed.count == 6)
        for (name, texts) in Self.categories {
            for text in texts {
                let decision = try decide(text, residue: name == "unread")
                #expect(decision.inputClass >= .c3, "\(name): \(text)")
                #expect(Set(decision.allowed) == Set(upstreams.filter(\.isHome).map(\.facts.id)), "\(name): \(text)")
            }
        }
    }
}
