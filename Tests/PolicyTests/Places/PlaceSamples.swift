// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import PrivacyCore
import StrictYAML

/// Laws, homes and papers the tests judge with.
enum PlaceSamples {
    static let today = day("2026-12-01")

    static func day(_ text: String) -> CalendarDay {
        guard let day = CalendarDay(text) else { preconditionFailure("a test writes a day as YYYY-MM-DD") }
        return day
    }

    static func place(_ code: String) -> Jurisdiction {
        guard let place = Jurisdiction(code) else { preconditionFailure("a test names a country by its code") }
        return place
    }

    /// The shipped laws, each file changed by `edit`, which gets its name.
    static func laws(_ edit: (String, String) -> String = { $1 }) throws -> RegimeLibrary {
        let folder = "compliance/jurisdictions/regimes"
        let names = try FileManager.default.contentsOfDirectory(atPath: PolicySamples.path(of: folder)).sorted()
        return try RegimeLibrary(
            names.filter { $0.hasSuffix(".yaml") }.map { name in
                try YAMLNode(parsing: edit(name, PolicySamples.text(of: "\(folder)/\(name)")), file: name)
            },
            categories: YAMLNode(parsing: PolicySamples.text(of: "compliance/categories.yaml"), file: "categories"),
            PolicySamples.registry())
    }

    static func gate(
        _ home: [String] = ["RU"], _ laws: RegimeLibrary, named names: [String] = [],
        accepting accepted: Set<SourceStatus> = [.sourced]
    ) throws -> TransferGate {
        TransferGate(
            home: try Home(home, from: "test", PolicySamples.registry()), laws: laws, named: names,
            accepting: accepted)
    }

    /// A provider with every paper in date for years.
    static func provider(
        in code: String = "US", hosting: Hosting = .foreign, mechanism: TransferMechanism? = TransferMechanism.none,
        _ change: (inout ProviderRecord) -> Void = { _ in }
    ) -> ProviderRecord {
        var provider = ProviderRecord(
            name: "far", entity: "Far Models Inc.", jurisdiction: place(code), hosting: hosting, logDays: 0,
            trainsOnData: false, subProcessors: [],
            agreement: ProviderRecord.Agreement(reference: "DPA-1", validTo: day("2099-12-31"), incidentHours: 24),
            transfer: ProviderRecord.Transfer(
                mechanism: mechanism, notification: "N-1", notificationStatus: .effective, assessment: "TIA-1",
                assessmentValidTo: day("2099-12-31"), permit: "P-1", permitValidTo: day("2099-12-31"),
                licence: "L-1"))
        change(&provider)
        return provider
    }

    static let tokens = TransferPayload(left: .c1, holdsPersonalData: true)

    static func destination(_ code: String, _ provider: ProviderRecord?) -> TransferDestination {
        TransferDestination(endpoint: place(code), provider: provider)
    }

    /// `in-country`, `allowed MECHANISM` or the reason of a refusal.
    static func words(_ judgement: TransferJudgement) -> String {
        switch judgement.outcome {
        case .inCountry: "in-country"
        case .allowed(let mechanism): "allowed \(mechanism.rawValue)"
        case .refused(let refusal): refusal.rawValue
        }
    }
}
