// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
package import StrictYAML

/// What the tagger of one script is trained on, and how: a part of `dictionaries/tables/name_training.yaml`, which says
/// what each key means.
package struct TrainingPlan: Sendable {
    /// A file of labelled texts, and how many documents of it.
    package struct Texts: Sendable {
        package let name: String
        package let most: Int?
    }

    package let texts: [Texts]
    package let raw: [String]
    package let classes: [String]
    package let persons: [String]
    package let places: [String]
    package let given: [String]
    package let surnames: [String]
    package let full: [String]
    package let alike: [String]
    package let openings: [String]
    package let closings: [String]
    package let hidden: Int
    package let lower: Int
    package let upper: Int
    package let renamed: Int
    package let letters: Int
    /// The model is the mean of so many, each made with choices of its own; for each, the texts that it does without.
    package let models: [Set<String>]
    package let settings: ChainOptimizer.Settings

    /// Reads the plan of each script. Throws for what is missing or what nobody asked for.
    package static func plans(_ root: YAMLNode) throws(DocumentError) -> [TaggerScript: TrainingPlan] {
        let mapping = try root.mapping(keys: TaggerScript.allCases.map(\.rawValue))
        var plans: [TaggerScript: TrainingPlan] = [:]
        for script in TaggerScript.allCases {
            plans[script] = try TrainingPlan(mapping.required(script.rawValue))
        }
        return plans
    }

    private init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: [
            "texts", "raw", "classes", "persons", "places", "given", "surnames", "full", "alike", "openings",
            "closings", "hidden", "lower", "upper", "renamed", "letters", "bits", "passes", "averaged", "rate",
            "damping", "models", "caution", "cautionLower", "cautionUpper",
        ])
        func strings(_ key: String) throws(DocumentError) -> [String] {
            try keys.optional(key)?.strings() ?? []
        }
        func number(_ key: String) throws(DocumentError) -> Int { try keys.required(key).integer() }
        var texts: [Texts] = []
        for entry in try keys.required("texts").strings() {
            let parts = entry.split(separator: " ")
            texts.append(Texts(name: String(parts.first ?? ""), most: parts.count > 1 ? Int(parts[1]) : nil))
        }
        self.texts = texts
        raw = try strings("raw")
        classes = try strings("classes")
        persons = try strings("persons")
        places = try strings("places")
        given = try strings("given")
        surnames = try strings("surnames")
        full = try strings("full")
        alike = try strings("alike")
        openings = try strings("openings")
        closings = try strings("closings")
        hidden = try number("hidden")
        lower = try number("lower")
        upper = try number("upper")
        renamed = try number("renamed")
        letters = try number("letters")
        models = try Self.models(keys.optional("models"), of: texts)
        settings = ChainOptimizer.Settings(
            bits: try number("bits"), passes: try number("passes"), averaged: try number("averaged"),
            rate: Float(try keys.required("rate").double()),
            damping: Float(try keys.required("damping").double()), seed: 1,
            cautions: [
                try keys.required("cautionLower").double(), try keys.required("caution").double(),
                try keys.required("cautionUpper").double(),
            ])
    }

    private static func models(_ node: YAMLNode?, of texts: [Texts]) throws(DocumentError) -> [Set<String>] {
        guard let node else { return [[]] }
        let names = texts.map(\.name)
        var models: [Set<String>] = []
        for entry in try node.elements() {
            for name in try entry.strings() where !names.contains(name) {
                throw entry.error(.invalidValue, YAMLNode.unknown(name, among: names))
            }
            models.append(Set(try entry.strings()))
        }
        guard !models.isEmpty else { throw node.error(.invalidValue, "expected at least one model") }
        return models
    }
}
