// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Testing

/// What counts as abroad, and what a provider may have.
@Suite struct TransferGateTests {
    private func words(
        _ home: [String] = ["RU"], endpoint: String, _ provider: ProviderRecord?,
        carrying payload: TransferPayload = PlaceSamples.tokens, named: [String] = []
    ) throws -> String {
        let judgement = try PlaceSamples.gate(home, PlaceSamples.laws(), named: named).judge(
            PlaceSamples.destination(endpoint, provider), carrying: payload, on: PlaceSamples.today)
        return PlaceSamples.words(judgement)
    }

    @Test func aRouteIsInTheCountryOnlyIfEverybodyWhoGetsTheDataIs() throws {
        let near = { (change: (inout ProviderRecord) -> Void) in
            PlaceSamples.provider(in: "RU", hosting: .inCountry, mechanism: nil, change)
        }
        #expect(try words(endpoint: "RU", nil) == "in-country")
        #expect(try words(endpoint: "RU", near { _ in }) == "in-country")
        #expect(try words(endpoint: "US", nil) == "provider_missing")
        // A company of another country, on machines in this one.
        #expect(try words(endpoint: "RU", near { $0.jurisdiction = PlaceSamples.place("US") }) == "mechanism_missing")
        let processor = ProviderRecord.SubProcessor(name: "cloud", country: PlaceSamples.place("US"))
        #expect(try words(endpoint: "RU", near { $0.subProcessors = [processor] }) == "mechanism_missing")
        let open = near {
            $0.jurisdiction = PlaceSamples.place("US")
            $0.transfer.mechanism = TransferMechanism.none
        }
        #expect(try words(endpoint: "RU", open) == "allowed none")
    }

    @Test(arguments: [
        ("US", Hosting.inCountry, "US", "contradictory_place"), ("US", .onprem, "US", "contradictory_place"),
        ("RU", .foreign, "RU", "contradictory_place"), ("US", .regional, "US", "allowed none"),
    ])
    func hostingAndCountriesHaveToAgree(
        endpoint: String, hosting: Hosting, recipient: String, expected: String
    ) throws {
        #expect(try words(endpoint: endpoint, PlaceSamples.provider(in: recipient, hosting: hosting)) == expected)
    }

    @Test func withinItsOwnCountriesALawSeesNoTransfer() throws {
        let provider = PlaceSamples.provider(in: "IE", hosting: .foreign, mechanism: nil)
        #expect(try words(["DE"], endpoint: "FR", provider) == "allowed none")
        #expect(
            try words(["EEA"], endpoint: "FR", PlaceSamples.provider(in: "IE", hosting: .inCountry)) == "in-country")
        #expect(try words(["DE"], endpoint: "EEA", provider) == "allowed none")
        #expect(try words(["DE"], endpoint: "US", PlaceSamples.provider(mechanism: .scc)) == "allowed scc")
    }

    @Test func everyLawOfTheHomeHasToAllowIt() throws {
        let scc = PlaceSamples.provider(mechanism: .scc)
        #expect(try words(["DE"], endpoint: "US", scc) == "allowed scc")
        #expect(try words(["DE", "RU"], endpoint: "US", scc) == "mechanism_unknown")
        // Nobody has written down the law of Chad.
        #expect(try words(["DE", "TD"], endpoint: "US", scc) == "regime_missing")
        #expect(try words(["TD"], endpoint: "US", scc) == "regime_missing")
    }

    @Test func theLawOfAFreeZoneHoldsWhereItIsNamed() throws {
        let bcr = PlaceSamples.provider(mechanism: .derogation)
        #expect(try words(["AE"], endpoint: "US", bcr) == "allowed derogation")
        #expect(try words(["AE"], endpoint: "US", bcr, named: ["ae-difc"]) == "mechanism_unknown")
    }

    /// Control: ZV-PRV-01
    @Test func withoutTermsInDateAProviderGetsOnlyWhatNobodyCanTurnBack() throws {
        let changes: [(String, (inout ProviderRecord) -> Void)] = [
            ("agreement_missing", { $0.agreement = nil }),
            ("agreement_expired", { $0.agreement?.validTo = PlaceSamples.today.adding(days: -1) }),
            ("agreement_narrow", { $0.agreement?.categories = ["telemetry"] }),
            ("terms_missing", { $0.agreement?.validTo = nil }),
            ("terms_missing", { $0.agreement?.incidentHours = nil }),
            ("terms_missing", { $0.logDays = nil }), ("terms_missing", { $0.trainsOnData = nil }),
            ("terms_missing", { $0.subProcessors = nil }), ("trains_on_data", { $0.trainsOnData = true }),
        ]
        let plain = TransferPayload(left: .c1, holdsPersonalData: false)
        let clear = TransferPayload(left: .c2, holdsPersonalData: false)
        for (expected, change) in changes {
            let near = PlaceSamples.provider(in: "RU", hosting: .inCountry, change)
            #expect(try words(endpoint: "RU", near) == expected)
            #expect(try words(endpoint: "RU", near, carrying: clear) == expected)
            #expect(try words(endpoint: "RU", near, carrying: plain) == "in-country")
            let far = PlaceSamples.provider(change)
            #expect(try words(endpoint: "US", far) == expected)
            #expect(try words(endpoint: "US", far, carrying: plain) == "allowed none")
            // On the operator's own machines there is nobody to agree with.
            let own = PlaceSamples.provider(in: "RU", hosting: .onprem, change)
            #expect(try words(endpoint: "RU", own) == "in-country")
        }
        let today = PlaceSamples.provider { $0.agreement?.validTo = PlaceSamples.today }
        #expect(try words(endpoint: "US", today) == "allowed none")
    }

    @Test func specialCategoriesGoToNoProviderThatIsHostedRegionally() throws {
        let regional = PlaceSamples.provider(in: "IE", hosting: .regional)
        func left(_ dataClass: DataClass) throws -> String {
            try words(
                ["EEA"], endpoint: "EEA", regional, carrying: TransferPayload(left: dataClass, holdsPersonalData: false)
            )
        }
        #expect(try left(.c1) == "in-country" && left(.c2) == "in-country")
        #expect(try left(.c3) == "hosted_regionally" && left(.c4) == "hosted_regionally")
    }

    @Test func everyRefusalHasWordsOfItsOwn() {
        let words = TransferRefusal.allCases.map(\.words)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    }
}
