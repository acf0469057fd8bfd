// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML
package import TextNormalization

/// Finds persons' names in Russian, English and Arabic text: name lists, morphology and the words around, in one pass.
///
/// Each candidate is weighed by log-odds (`NameWeights`); the best that do not overlap are reported, with the subject
/// that says which mentions are one person. Titles, Arabic clitics and the English possessive stay outside the span.
package struct NameDetector: Detector {
    package let id = DetectorID(rawValue: "names/person")
    package let entities = [EntityType.person]
    package let readsNumbers = false

    private let cyrillic: RussianAnalyzer
    private let latin: LatinNames
    private let arabic: NameLexicon
    private let context: NameContext
    /// The word lists, for other detectors.
    let lexicons: NameLexicons

    /// Reads `<resources>/dictionaries/names`. Throws where a file is missing or malformed.
    package static func load(resources: String) throws(DocumentError) -> NameDetector {
        let folder = "\(resources)/dictionaries/names"
        let lexicons = NameLexicons(
            cyrillic: try NameLexicon(path: "\(folder)/cyrillic.lexicon"),
            latin: try NameLexicon(path: "\(folder)/latin.lexicon"),
            arabic: try NameLexicon(path: "\(folder)/arabic.lexicon"))
        return NameDetector(
            cyrillic: RussianAnalyzer(
                lexicon: lexicons.cyrillic,
                supplement: try NameLexicon(path: "\(folder)/cyrillic-opencorpora.lexicon")),
            lexicons: lexicons, context: try NameContext(path: "\(folder)/context.yaml"))
    }

    private init(cyrillic: RussianAnalyzer, lexicons: NameLexicons, context: NameContext) {
        self.cyrillic = cyrillic
        latin = LatinNames(lexicon: lexicons.latin)
        arabic = lexicons.arabic
        self.lexicons = lexicons
        self.context = context
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        let words = NameTokenizer.tokenize(text.folded)
        guard !words.tokens.isEmpty else { return }
        let surroundings = NameSurroundings(text: words, context: context, fieldName: text.fieldName)
        let chosen = CandidateSelection.select(candidates(words, of: text, surroundings, explains: explains))
        let keys = SubjectResolver.keys(of: chosen.map(\.name))
        for (candidate, key) in zip(chosen, keys) {
            report(
                Detection(
                    type: .person, span: text.originalSpan(of: ByteSpan(candidate.span)),
                    score: candidate.score.probability, strength: candidate.strength, detector: id,
                    subject: Sensitive(key), trace: candidate.score.terms))
        }
    }

    /// What every grammar proposes.
    private func candidates(
        _ words: NameText, of text: AnalyzedText, _ surroundings: NameSurroundings, explains: Bool
    ) -> [NameCandidate] {
        var candidates: [NameCandidate] = []
        let russian = RussianNameGrammar(text: words, surroundings: surroundings, explains: explains)
        for run in RussianUnitReader(text: words, analyzer: cyrillic, surroundings: surroundings).runs() {
            russian.candidates(in: run) { candidates.append($0) }
        }
        let english = LatinNameGrammar(text: words, surroundings: surroundings, explains: explains)
        for run in LatinUnitReader(text: words, names: latin, surroundings: surroundings).runs() {
            english.candidates(in: run) { candidates.append($0) }
        }
        let semitic = ArabicNameGrammar(text: words, surroundings: surroundings, explains: explains)
        let reader = ArabicUnitReader(source: text, text: words, lexicon: arabic, surroundings: surroundings)
        for run in reader.runs() {
            semitic.candidates(in: run) { candidates.append($0) }
        }
        return candidates
    }
}
