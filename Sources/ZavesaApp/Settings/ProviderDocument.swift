// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import PrivacyCore
import StrictYAML

/// The `providers:` section: what the operator has on file about the companies behind the upstreams. A list, or the
/// name of a file that holds one.
enum ProviderDocument {
    /// How many providers there may be.
    private static let limit = 256

    /// Reads the section; no section is no provider.
    static func providers(_ node: YAMLNode?) throws(DocumentError) -> [ProviderRecord] {
        guard let node else { return [] }
        if let file = try? node.string() { return try providers(YAMLNode(readingFile: file, named: file).list()) }
        let elements = try node.elements()
        guard elements.count <= limit else { throw node.error(.invalidValue, "expected \(limit) providers at most") }
        var providers: [ProviderRecord] = []
        for element in elements {
            let provider = try provider(element)
            guard !providers.contains(where: { $0.name == provider.name }) else {
                throw element.error(.duplicateKey, "the provider \(provider.name) stands twice")
            }
            providers.append(provider)
        }
        return providers
    }

    private static func provider(_ node: YAMLNode) throws(DocumentError) -> ProviderRecord {
        let keys = try node.mapping(keys: [
            "name", "entity", "jurisdiction", "hosting", "keeps_logs_days", "trains_on_data", "sub_processors",
            "agreement", "transfer", "ru_status",
        ])
        let days = keys.optional("keeps_logs_days")
        if let days, try !(0...36_500).contains(days.integer()) {
            throw days.error(.invalidValue, "expected 0 to 36500 days")
        }
        return ProviderRecord(
            name: try keys.required("name").reference(), entity: try keys.required("entity").string(),
            jurisdiction: try keys.required("jurisdiction").place(), hosting: try hosting(keys.required("hosting")),
            logDays: try days?.integer(), trainsOnData: try keys.optional("trains_on_data")?.boolean(),
            subProcessors: try subProcessors(keys.optional("sub_processors")),
            agreement: try agreement(keys.optional("agreement")), transfer: try transfer(keys.optional("transfer")),
            russianStatus: try keys.optional("ru_status")?.reference())
    }

    private static func hosting(_ node: YAMLNode) throws(DocumentError) -> Hosting { try node.choice() }

    private static func subProcessors(
        _ node: YAMLNode?
    ) throws(DocumentError) -> [ProviderRecord.SubProcessor]? {
        guard let node else { return nil }
        var result: [ProviderRecord.SubProcessor] = []
        for element in try node.elements() {
            let keys = try element.mapping(keys: ["name", "country"])
            result.append(
                ProviderRecord.SubProcessor(
                    name: try keys.required("name").string(), country: try keys.required("country").place()))
        }
        return result
    }

    private static func agreement(_ node: YAMLNode?) throws(DocumentError) -> ProviderRecord.Agreement? {
        guard let keys = try node?.mapping(keys: ["ref", "valid_to", "categories", "operations", "incident_hours"])
        else { return nil }
        let hours = keys.optional("incident_hours")
        if let hours, try !(0...10_000).contains(hours.integer()) {
            throw hours.error(.invalidValue, "expected 0 to 10000 hours")
        }
        return ProviderRecord.Agreement(
            reference: try keys.required("ref").reference(), validTo: try keys.optional("valid_to")?.day(),
            categories: Set(try keys.optional("categories")?.strings() ?? ["personal"]),
            operations: Set(try keys.optional("operations")?.strings() ?? []), incidentHours: try hours?.integer())
    }

    private static func transfer(_ node: YAMLNode?) throws(DocumentError) -> ProviderRecord.Transfer {
        guard
            let keys = try node?.mapping(keys: [
                "mechanism", "notification_ref", "notification_status", "assessment_ref", "assessment_valid_to",
                "permit_ref", "permit_valid_to", "licence_ref",
            ])
        else { return ProviderRecord.Transfer() }
        return ProviderRecord.Transfer(
            mechanism: try keys.optional("mechanism")?.choice(),
            notification: try keys.optional("notification_ref")?.reference(),
            notificationStatus: try keys.optional("notification_status")?.choice() ?? .filed,
            assessment: try keys.optional("assessment_ref")?.reference(),
            assessmentValidTo: try keys.optional("assessment_valid_to")?.day(),
            permit: try keys.optional("permit_ref")?.reference(),
            permitValidTo: try keys.optional("permit_valid_to")?.day(),
            licence: try keys.optional("licence_ref")?.reference())
    }
}

extension YAMLNode {
    /// A file of providers holds the list itself: a file that names another one is refused.
    fileprivate func list() throws(DocumentError) -> YAMLNode {
        _ = try elements()
        return self
    }

    /// A name that may stand in the audit log: no sentence, no address, no number of a person.
    fileprivate func reference() throws(DocumentError) -> String {
        let text = try string()
        guard FieldGrammar.isConfiguredName(text) else {
            throw error(.invalidValue, "expected letters, digits and . _ : / + - =, at most ten digits together")
        }
        return text
    }

    fileprivate func place() throws(DocumentError) -> Jurisdiction {
        guard let place = Jurisdiction(try string()) else {
            throw error(.invalidValue, "expected a country code such as RU")
        }
        return place
    }

    fileprivate func day() throws(DocumentError) -> CalendarDay {
        guard let day = CalendarDay(try string()) else {
            throw error(.invalidValue, "expected a day as YYYY-MM-DD")
        }
        return day
    }

    fileprivate func choice<Word: RawRepresentable<String> & CaseIterable>() throws(DocumentError) -> Word {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            throw error(.invalidValue, YAMLNode.suggestion(for: text, among: Word.allCases.map(\.rawValue)))
        }
        return word
    }
}
