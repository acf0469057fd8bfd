// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import TextNormalization

/// The scripts that have a tagger, each named as its files are.
package enum TaggerScript: String, Sendable, CaseIterable {
    case cyrillic, latin, arabic
}

/// A run of words as a tagger is trained on it.
package struct TaggerExample: Sendable {
    /// By word: its bytes in the folded text.
    package let words: [ByteSpan]
    /// By word: the hash of each feature, as many for each word.
    package let features: [UInt64]
    /// Which half of the model learns from it.
    package let half: Int
}

extension NameDetector {
    /// How many features each word of an example has.
    package static var featuresPerWord: Int { TaggerFeatures.count }

    /// The runs of words of one script that the tagger would tag, with their features.
    package func examples(in text: AnalyzedText, script: TaggerScript, resource: TaggerResource) -> [TaggerExample] {
        let words = NameTokenizer.tokenize(text.folded)
        let surroundings = NameSurroundings(text: words, context: context, fieldName: text.fieldName)
        var evidence = TaggerEvidence(words: words.tokens.count)
        _ = candidates(words, of: text, surroundings, evidence: &evidence, explains: false)
        let view = TaggerView(words, evidence: evidence, surroundings: surroundings) {
            $0.tagger == script ? resource : nil
        }
        return view.runs.filter { words.tokens[$0.lowerBound].script.tagger == script }.map { run in
            var features: [UInt64] = []
            features.reserveCapacity(run.count * TaggerFeatures.count)
            let half = TaggerFeatures.Half(words.tokens[run.lowerBound].script, in: words)
            for index in run { TaggerFeatures.forEach(index, in: view.words, half: half) { features.append($0) } }
            return TaggerExample(
                words: run.map { ByteSpan(words.tokens[$0].start, words.tokens[$0].end) }, features: features,
                half: half.number)
        }
    }

    /// The hashes of a text's words of one script, in order; small numbers stand for what parts words other than spaces.
    package static func wordHashes(in text: AnalyzedText, script: TaggerScript) -> [UInt64] {
        NameTokenizer.tokenize(text.folded).tokens.flatMap { token -> [UInt64] in
            let word = token.script.tagger == script ? token.hash : 1
            return token.gap == .space || token.gap == .none ? [word] : [UInt64(token.gap.rawValue) + 2, word]
        }
    }

    /// The words of a text of one script, folded and in small letters, with whether each is written so.
    package static func words(in text: AnalyzedText, script: TaggerScript) -> [(word: [UInt8], isLower: Bool)] {
        let words = NameTokenizer.tokenize(text.folded)
        return words.tokens.filter { $0.script.tagger == script && !$0.isCode }.map {
            (Array(words.word($0)), $0.shape == .lower)
        }
    }

    /// The hashes of all words of a text, in order.
    package static func wordHashes(in text: AnalyzedText) -> [UInt64] {
        NameTokenizer.tokenize(text.folded).tokens.map(\.hash)
    }
}
