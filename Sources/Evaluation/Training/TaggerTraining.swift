// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import TextNormalization

/// What a tagger is trained from, read from files.
package struct TrainingMaterial: Sendable {
    /// Labelled texts, file by file in the order of the plan.
    package var texts: [(file: String, texts: [TrainingText])] = []
    /// Texts without labels.
    package var raw: [[UInt8]] = []
    /// By name of a list: its entries.
    package var lists: [String: [[UInt8]]] = [:]

    package init() {}

    /// The entries of lists, one list after the other.
    func entries(_ names: [String]) -> [[UInt8]] { names.flatMap { lists[$0] ?? [] } }

    /// The labelled texts but those of some files.
    func texts(without files: Set<String> = []) -> [TrainingText] {
        texts.filter { !files.contains($0.file) }.flatMap(\.texts)
    }
}

/// Trains the tagger of one script by a plan: one model, or the mean of several, which is steadier than each.
package struct TaggerTraining {
    /// A model, and what it was made from.
    package struct Result {
        package let model: [UInt8]
        package let words: Int
        package let clusteredWords: Int
    }

    private let script: TaggerScript
    private let plan: TrainingPlan
    /// The detectors to read texts with: one that knows all lists, and ones that do not know a quarter of them.
    private let detector: NameDetector
    private let forgetful: [NameDetector]

    /// - Parameter detectors: without taggers; the first knows all lists, the others do not know a quarter of them.
    package init(script: TaggerScript, plan: TrainingPlan, detectors: [NameDetector]) {
        precondition(!detectors.isEmpty, "texts are read with a detector")
        self.script = script
        self.plan = plan
        detector = detectors[0]
        forgetful = Array(detectors.dropFirst())
    }

    /// The model. The same material gives the same bytes.
    package func run(_ material: TrainingMaterial) -> Result {
        let all = material.raw + material.texts().map(\.utf8)
        let clusters =
            plan.classes.isEmpty
            ? TaggerTrainer.clusters(of: all, script: script) : listedClasses(material)
        let likeness = likeness(material, all)
        let names = TrainingNames(
            given: material.entries(plan.given), surnames: material.entries(plan.surnames),
            full: material.entries(plan.full), alike: material.entries(plan.alike))
        var mean = WeightMean()
        var words = 0
        for (number, left) in plan.models.enumerated() {
            var settings = plan.settings
            settings.seed += UInt64(number)
            var trainer = TaggerTrainer(
                script: script, detector: detector, clusters: clusters, likeness: likeness, settings: settings)
            vary(material.texts(without: left), names, seed: 11 + UInt64(number), in: &trainer)
            words += trainer.words
            let fitted = trainer.fitted()
            mean.add(fitted.weights, fitted.steps)
        }
        let model = TaggerModelWriter.bytes(
            bits: plan.settings.bits, weights: mean.weights, steps: mean.steps, clusters: clusters, likeness: likeness,
            cautions: plan.settings.cautions)
        return Result(model: model, words: words, clusteredWords: clusters.count)
    }

    /// The classes in lists, each entry a word and a number. A word with a capital is another word than one without.
    private func listedClasses(_ material: TrainingMaterial) -> [UInt64: UInt16] {
        var classes: [UInt64: UInt16] = [:]
        for entry in material.entries(plan.classes) {
            let parts = entry.split(separator: 0x20)
            guard parts.count == 2, let number = UInt16(String(decoding: parts[1], as: UTF8.self)),
                let analyzed = AnalyzedText(utf8: Array(parts[0])),
                let word = NameDetector.words(in: analyzed, script: script).first,
                let hash = NameDetector.wordHashes(in: analyzed, script: script).last
            else { continue }
            classes[(word.isLower ? hash : hash ^ WordClusters.capital) & ~0xFFFF] = number
        }
        return classes
    }

    /// Adds texts and what is made of them.
    private func vary(
        _ texts: [TrainingText], _ names: TrainingNames, seed: UInt64, in trainer: inout TaggerTrainer
    ) {
        var variations = TrainingVariations(seed: seed)
        trainer.add(texts)
        for other in forgetful {
            trainer.add(variations.some(of: texts, perMille: plan.hidden), seenBy: other)
        }
        let labelled = texts.filter { !$0.spans.isEmpty }
        for (isUpper, perMille) in [(false, plan.lower), (true, plan.upper)] {
            recase(labelled, names, isUpper: isUpper, perMille: perMille, &variations, in: &trainer)
        }
        trainer.add(
            variations.renamed(variations.some(of: texts, perMille: plan.renamed)) { names.other($0, &$1) })
        let sentences = texts.filter { (21..<400).contains($0.utf8.count) }
        guard !sentences.isEmpty, !plan.openings.isEmpty, !plan.closings.isEmpty else { return }
        trainer.add(
            variations.letters(
                plan.letters, openings: plan.openings, closings: plan.closings, sentences: sentences
            ) { names.name(&$0) })
    }

    /// Adds some of the texts in one letter case: as they are, with a quarter of the lists unknown, with other names.
    ///
    /// Where capitals say nothing, names that no list has are told by their surroundings and letters alone.
    private func recase(
        _ texts: [TrainingText], _ names: TrainingNames, isUpper: Bool, perMille: Int,
        _ variations: inout TrainingVariations, in trainer: inout TaggerTrainer
    ) {
        func some() -> [TrainingText] {
            TrainingVariations.recased(variations.some(of: texts, perMille: perMille / 3), isUpper: isUpper)
        }
        let known = some()
        guard !known.isEmpty else { return }
        trainer.add(known)
        for other in forgetful { trainer.add(some(), seenBy: other) }
        let renamed = variations.renamed(variations.some(of: texts, perMille: perMille / 3)) { names.other($0, &$1) }
        trainer.add(TrainingVariations.recased(renamed, isUpper: isUpper))
    }

    /// What names look like, learned from the lists against the words of texts.
    private func likeness(_ material: TrainingMaterial, _ texts: [[UInt8]]) -> [UInt32] {
        var counts: [[UInt8]: (all: Int, lower: Int)] = [:]
        for text in texts {
            for (word, isLower) in Self.words(of: text, script) {
                counts[word, default: (0, 0)].all += 1
                if isLower { counts[word, default: (0, 0)].lower += 1 }
            }
        }
        var persons = listed(plan.persons, material)
        var places = listed(plan.places, material)
        let ordinary: Set<[UInt8]>
        if script == .arabic {
            // Without capitals, a word that is often written and in no list counts as ordinary.
            ordinary = Set(counts.filter { $0.value.all >= 6 }.keys).subtracting(persons).subtracting(places)
        } else {
            ordinary = Set(counts.filter { $0.value.lower >= 2 && $0.value.lower * 10 >= $0.value.all * 6 }.keys)
            persons.subtract(ordinary)
            places.subtract(ordinary)
        }
        var trainer = LikenessTrainer(persons: persons, places: places, ordinary: ordinary)
        return trainer.weights(seed: 7)
    }

    /// The words of lists, folded and in small letters.
    private func listed(_ names: [String], _ material: TrainingMaterial) -> Set<[UInt8]> {
        var words: Set<[UInt8]> = []
        for entry in material.entries(names) {
            for (word, _) in Self.words(of: entry, script) where word.count >= (script == .latin ? 2 : 4) {
                words.insert(word)
            }
        }
        return words
    }

    private static func words(of text: [UInt8], _ script: TaggerScript) -> [(word: [UInt8], isLower: Bool)] {
        AnalyzedText(utf8: text).map { NameDetector.words(in: $0, script: script) } ?? []
    }
}
