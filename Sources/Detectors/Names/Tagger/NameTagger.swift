// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The taggers of all scripts.
struct NameTagger: Sendable {
    /// By script: its model.
    private let models: [TaggerScript: TaggerModel]

    /// Reads `<folder>/<script>.tagger` of each script. Throws where one is no model.
    init(folder: String) throws(DocumentError) {
        var models: [TaggerScript: TaggerModel] = [:]
        for script in TaggerScript.allCases {
            models[script] = try TaggerModel(path: "\(folder)/\(script.rawValue).tagger")
        }
        self.models = models
    }

    private init(models: [TaggerScript: TaggerModel]) {
        self.models = models
    }

    /// Without models: tags nothing.
    static let none = NameTagger(models: [:])

    /// The probabilities of each word's tags; `nil` for words that are outside of everything.
    func tag(_ text: NameText, evidence: TaggerEvidence, surroundings: NameSurroundings) -> TaggedText {
        guard !models.isEmpty else { return TaggedText(count: text.tokens.count) }
        let view = TaggerView(text, evidence: evidence, surroundings: surroundings) {
            models[$0.tagger]?.resource
        }
        var tagged = TaggedText(count: text.tokens.count)
        tagged.cautions = models.mapValues { $0.caution(text.letterCase) }
        var forward = [TaggerChain.Scores](repeating: .init(), count: view.runs.isEmpty ? 0 : text.tokens.count)
        for run in view.runs {
            let script = text.tokens[run.lowerBound].script
            guard let model = models[script.tagger] else { continue }
            tagged.runs.append(run)
            let half = TaggerFeatures.Half(script, in: text)
            for index in run { tagged.tags[index] = model.scores(of: index, in: view.words, half: half) }
            model.chain(half).normalize(run, of: &tagged.tags, forward: &forward)
        }
        return tagged
    }
}

/// A text with the probabilities of its words' tags.
struct TaggedText {
    /// By word: the probability of each tag, by its number. All zero for words that are not tagged.
    var tags: [TaggerChain.Scores]
    /// The stretches of words that are tagged.
    var runs: [Range<Int>] = []
    /// By script with a tagger: the log-odds that its word on a person must exceed.
    var cautions: [TaggerScript: Double] = [:]

    init(count: Int) {
        tags = [TaggerChain.Scores](repeating: .init(), count: count)
    }

    /// The log-odds that the word of a script's tagger on a person must exceed; `nil` without tagger.
    func caution(_ script: NameToken.Script) -> Double? { cautions[script.tagger] }

    /// The probability that a word is part of a person's name.
    func person(_ index: Int) -> Float {
        tags[index][TaggerTag.firstPerson.rawValue] + tags[index][TaggerTag.laterPerson.rawValue]
    }

    /// The probability that a word is part of a place's name.
    func place(_ index: Int) -> Float {
        tags[index][TaggerTag.firstPlace.rawValue] + tags[index][TaggerTag.laterPlace.rawValue]
    }
}

extension NameToken.Script {
    /// The tagger of the script.
    var tagger: TaggerScript {
        switch self {
        case .cyrillic: .cyrillic
        case .latin: .latin
        case .arabic: .arabic
        }
    }
}
