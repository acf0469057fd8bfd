// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import TextNormalization
import ZavesaTesting

/// How many values of one language are found after one class of evasion.
struct EvasionShare: Sendable {
    let mutator: any Mutator
    let language: MarkedText.Language
    var count = 0
    var found = 0
    /// How many were missed, by dictionary.
    var missed: [String: Int] = [:]
    /// A few texts in which the value was missed.
    var misses: [String] = []

    var share: Double { Double(found) / Double(max(count, 1)) }
    var percent: String { EvasionTable.percent(share) }
}

/// Measures the shares over the shipped dictionaries, the same for every run.
enum EvasionShares {
    static let minimumCount = 500

    private struct Example: Sendable {
        let recognizer: String
        let entity: EntityType
        let kind: ValueKind
        let text: MarkedText
        let fieldName: [UInt8]?
    }

    static func measured() async throws -> [EvasionShare] {
        let library = try ShippedDictionaries.library()
        let engine = try ShippedDictionaries.engine()
        let examples = examples(of: library)
        return await withTaskGroup(of: (Int, EvasionShare).self) { group in
            var count = 0
            for mutator in Mutators.all {
                for language in mutator.languages {
                    let own = examples.filter { $0.text.language == language }
                    let place = count
                    count += 1
                    group.addTask { (place, share(of: mutator, language, over: own, engine: engine)) }
                }
            }
            var shares: [(Int, EvasionShare)] = []
            for await share in group { shares.append(share) }
            return shares.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func examples(of library: DetectorLibrary) -> [Example] {
        library.recognizers.flatMap { recognizer in
            recognizer.examples.compactMap { example in
                guard let range = example.expected else { return nil }
                return Example(
                    recognizer: recognizer.id.rawValue, entity: recognizer.entity,
                    kind: kind(of: recognizer.entity, in: library.catalog),
                    text: MarkedText(utf8: example.text, value: range), fieldName: example.fieldName)
            }
        }
    }

    private static func kind(of entity: EntityType, in catalog: EntityCatalog) -> ValueKind {
        let descriptor = catalog[entity]
        if descriptor?.isSecret == true { return .secret }
        if descriptor?.isSpecialCategory == true { return .word }
        return addresses.contains(entity.rawValue) ? .address : .identifier
    }

    /// Types whose separators are their structure.
    private static let addresses = [
        "EMAIL", "IP_ADDRESS", "MAC_ADDRESS", "URL", "COORDINATES", "DATE_OF_BIRTH", "DATE",
    ]

    /// Each example once, in an order drawn at random, and again until there are enough.
    private static func share(
        of mutator: any Mutator, _ language: MarkedText.Language, over examples: [Example], engine: DetectionEngine
    ) -> EvasionShare {
        var share = EvasionShare(mutator: mutator, language: language)
        var generator = SplitMix64(seed: mutator.name.utf8.reduce(17) { $0 &* 31 &+ UInt64($1) })
        for _ in 0..<minimumCount where share.count < minimumCount {
            for example in examples.shuffled(using: &generator) where share.count < minimumCount {
                guard let text = mutator.mutate(example.text, of: example.kind, using: &generator) else { continue }
                share.count += 1
                if isFound(example, in: text, engine: engine) {
                    share.found += 1
                } else {
                    share.missed[example.recognizer, default: 0] += 1
                    share.misses.append(example.recognizer + " " + String(decoding: text.utf8, as: UTF8.self))
                }
            }
        }
        return share
    }

    private static func isFound(_ example: Example, in text: MarkedText, engine: DetectionEngine) -> Bool {
        guard let analyzed = AnalyzedText(utf8: text.utf8, fieldName: example.fieldName),
            let detections = try? engine.detect(in: analyzed)
        else { return false }
        let value = ByteSpan(text.range)
        // A postcode may be found with the address it ends.
        let isOfAddress =
            engine.catalog[example.entity]?.canonicalLabel == engine.catalog[.address]?.canonicalLabel
        return detections.contains {
            ($0.type == example.entity || isOfAddress && $0.type == .address) && $0.span.contains(value)
        }
    }
}
