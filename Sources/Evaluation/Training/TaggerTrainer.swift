// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import PrivacyCore
import TextNormalization

/// Trains the tagger of one script.
package struct TaggerTrainer {
    private let settings: ChainOptimizer.Settings
    private let detector: NameDetector
    private let script: TaggerScript
    private let clusters: [UInt64: UInt16]
    private let likeness: [UInt32]
    private var runs: [ChainOptimizer.Run] = []

    /// How many words are learned from.
    package private(set) var words = 0

    /// - Parameter detector: one without taggers.
    package init(
        script: TaggerScript, detector: NameDetector, clusters: [UInt64: UInt16] = [:], likeness: [UInt32] = [],
        settings: ChainOptimizer.Settings
    ) {
        self.script = script
        self.detector = detector
        self.clusters = clusters
        self.likeness = likeness
        self.settings = settings
    }

    /// The classes of the words of texts, labelled or not, for `clusters`.
    package static func clusters(of texts: [[UInt8]], script: TaggerScript, least: Int = 4) -> [UInt64: UInt16] {
        let streams = texts.compactMap { AnalyzedText(utf8: $0) }.map {
            NameDetector.wordHashes(in: $0, script: script)
        }
        return WordClustering.classes(of: streams, least: least)
    }

    /// Adds texts to learn from.
    ///
    /// - Parameter other: a detector with other lists than the trainer's own.
    package mutating func add(_ texts: [TrainingText], seenBy other: NameDetector? = nil) {
        let resource = TaggerResource(clusters: WordClusters(clusters), likeness: NameLikeness(weights: likeness))
        for text in texts {
            guard let analyzed = AnalyzedText(utf8: text.utf8) else { continue }
            let spans = text.spans.map { (analyzed.foldedSpan(of: ByteSpan($0.range)), $0.kind) }
            for example in (other ?? detector).examples(in: analyzed, script: script, resource: resource) {
                let tags = Self.tags(of: example.words, spans: spans)
                let places = example.features.map { UInt32(truncatingIfNeeded: $0 >> UInt64(64 - settings.bits)) }
                words += tags.count
                runs.append(ChainOptimizer.Run(features: places, tags: tags, half: example.half))
            }
        }
    }

    /// The weights that fit what was added, and those of the steps between tags.
    func fitted() -> (weights: [TaggerChain.Scores], steps: [TaggerChain.Scores]) {
        var optimizer = ChainOptimizer(settings, featuresPerWord: NameDetector.featuresPerWord)
        var mean = WeightMean()
        for pass in 0..<settings.passes {
            optimizer.learn(runs, rate: 1 - 0.8 * Float(pass) / Float(settings.passes))
            if pass + settings.averaged >= settings.passes { mean.add(optimizer.weights, optimizer.steps) }
        }
        return (mean.weights, mean.steps)
    }

    /// The tags of words, given what the text says of them.
    private static func tags(of words: [ByteSpan], spans: [(span: ByteSpan, kind: TrainingText.Kind)]) -> [UInt8] {
        var tags = [UInt8](repeating: 0, count: words.count)
        var index = 0
        for (number, word) in words.enumerated() {
            while index < spans.count, spans[index].span.end <= word.start { index += 1 }
            guard index < spans.count, spans[index].span.overlaps(word) else { continue }
            let continues = number > 0 && words[number - 1].end > spans[index].span.start
            switch spans[index].kind {
            case .person: tags[number] = continues ? 2 : 1
            case .place: tags[number] = continues ? 4 : 3
            case .organization: tags[number] = continues ? 6 : 5
            case .other: tags[number] = 7
            }
        }
        return tags
    }
}
