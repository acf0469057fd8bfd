// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML
package import TextNormalization

/// Finds persons' names in Russian, English and Arabic text: name lists, morphology and the words around, in one pass.
///
/// Each candidate is weighed by log-odds (`NameWeights`); the best that do not overlap are reported, with the subject
/// that says which mentions are one person. Titles, Arabic clitics and the English possessive stay outside the span.
/// Places are found in the same words, where they are asked for (`PlaceFinder`).
package struct NameDetector: Detector {
    package let id = DetectorID(rawValue: "names/person")
    package var entities: [EntityType] { places == nil ? [.person] : [.person, .location] }
    package let readsNumbers = false

    private let cyrillic: RussianAnalyzer
    private let latin: LatinNames
    private let arabic: NameLexicon
    let context: NameContext
    private let syllables: SyllableTable
    private let tagger: NameTagger
    /// The word lists, for other detectors.
    let lexicons: NameLexicons
    /// What finds places; `nil` where only persons are looked for.
    var places: PlaceFinder?

    /// Reads a value as a Russian name that declines.
    var declinableNames: DeclinableNameReader { DeclinableNameReader(analyzer: cyrillic, context: context) }

    /// Reads `<resources>/dictionaries/names` and `models`. Throws where a file is missing or malformed.
    ///
    /// - Parameters:
    ///   - tagged: whether the taggers are read; without them the rules decide alone.
    ///   - quarter: 0 to 3, a quarter of the words in the lists that is not known, to train taggers for unknown names.
    package static func load(
        resources: String, tagged: Bool = true, hiding quarter: UInt64? = nil
    ) throws(DocumentError) -> NameDetector {
        let folder = "\(resources)/dictionaries/names"
        let lexicons = NameLexicons(
            cyrillic: try NameLexicon(path: "\(folder)/cyrillic.lexicon", hiding: quarter),
            latin: try NameLexicon(path: "\(folder)/latin.lexicon", hiding: quarter),
            arabic: try NameLexicon(path: "\(folder)/arabic.lexicon", hiding: quarter))
        return NameDetector(
            cyrillic: RussianAnalyzer(
                lexicon: lexicons.cyrillic,
                supplement: try NameLexicon(path: "\(folder)/cyrillic-opencorpora.lexicon", hiding: quarter)),
            lexicons: lexicons, context: try NameContext(path: "\(folder)/context.yaml"),
            syllables: try SyllableTable(path: "\(folder)/syllables.yaml"),
            tagger: tagged ? try NameTagger(folder: "\(resources)/dictionaries/models") : .none)
    }

    private init(
        cyrillic: RussianAnalyzer, lexicons: NameLexicons, context: NameContext, syllables: SyllableTable,
        tagger: NameTagger
    ) {
        self.cyrillic = cyrillic
        latin = LatinNames(lexicon: lexicons.latin)
        arabic = lexicons.arabic
        self.lexicons = lexicons
        self.context = context
        self.syllables = syllables
        self.tagger = tagger
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        let words = NameTokenizer.tokenize(text.folded)
        guard !words.tokens.isEmpty else { return }
        let surroundings = NameSurroundings(text: words, context: context, fieldName: text.fieldName)
        var evidence = TaggerEvidence(words: words.tokens.count)
        let proposed = candidates(words, of: text, surroundings, evidence: &evidence, explains: explains)
        let tagged = tagger.tag(words, evidence: evidence, surroundings: surroundings)
        var merged = TaggedCandidates(
            text: words, tagged: tagged, evidence: evidence, surroundings: surroundings, explains: explains
        ).merge(proposed)
        HashtagReader(
            source: text.folded, text: words, names: latin, explains: explains
        ).candidates { merged.append($0) }
        ThingNames(text: words, surroundings: surroundings, evidence: evidence).weigh(&merged)
        PlainWords(text: words, surroundings: surroundings, evidence: evidence).weigh(&merged)
        AddressHead(text: words).weigh(&merged)
        ContactNames(text: words, surroundings: surroundings, evidence: evidence, explains: explains).weigh(&merged)
        NameCoordination(text: words, surroundings: surroundings).weigh(&merged)
        let chosen = CandidateSelection.select(merged)
        let keys = SubjectResolver.keys(of: chosen.map(\.name))
        for (candidate, key) in zip(chosen, keys) {
            report(
                Detection(
                    type: .person, span: text.originalSpan(of: ByteSpan(candidate.span)),
                    score: candidate.score.probability, strength: candidate.strength, detector: id,
                    subject: Sensitive(key), trace: candidate.score.terms))
        }
        reportPlaces(in: words, of: text, tagged: tagged, beside: chosen, explains: explains, report: report)
    }

    private func reportPlaces(
        in words: NameText, of text: AnalyzedText, tagged: TaggedText, beside chosen: [NameCandidate], explains: Bool,
        report: (Detection) -> Void
    ) {
        guard let places else { return }
        var persons = [Bool](repeating: false, count: words.tokens.count)
        for candidate in chosen where candidate.score.logOdds >= 0 {
            for index in candidate.tokens { persons[index] = true }
        }
        let found = places.places(
            in: words, tagged: tagged, persons: persons, fieldName: text.fieldName, explains: explains)
        for place in found {
            report(
                Detection(
                    type: .location, span: text.originalSpan(of: ByteSpan(place.span)),
                    score: place.score.probability, strength: place.isAnnounced ? .contextual : .lexical,
                    detector: PlaceFinder.id, trace: place.score.terms))
        }
    }

    /// What every grammar proposes, and what the lexicons and grammars know of each word.
    func candidates(
        _ words: NameText, of text: AnalyzedText, _ surroundings: NameSurroundings, evidence: inout TaggerEvidence,
        explains: Bool
    ) -> [NameCandidate] {
        var candidates: [NameCandidate] = []
        let russian = RussianNameGrammar(text: words, surroundings: surroundings, explains: explains)
        for run in RussianUnitReader(text: words, analyzer: cyrillic, surroundings: surroundings).runs() {
            for unit in run { evidence.flags[unit.tokens.upperBound - 1] = unit.taggerFlags }
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
        ArabicInitialsReader(text: words, lexicon: arabic, surroundings: surroundings, explains: explains)
            .candidates { candidates.append($0) }
        for (index, token) in words.tokens.enumerated() {
            switch token.script {
            case .cyrillic:
                guard words.letterCase == .small, evidence.flags[index] == 0, token.letters > 1 else { continue }
                evidence.flags[index] = cyrillic.analyze(token.start..<token.end, in: words.lower).taggerFlags
            case .latin:
                evidence.flags[index] = UInt64(latin.flags(of: token, in: words.letterCase).rawValue)
            case .arabic: evidence.flags[index] = reader.taggerFlags(token)
            }
        }
        AnnouncedNameReader(text: words, surroundings: surroundings, evidence: evidence, explains: explains)
            .candidates { candidates.append($0) }
        SyllabicNameReader(
            text: words, table: syllables, surroundings: surroundings, evidence: evidence, explains: explains
        ).candidates { candidates.append($0) }
        SpelledNameReader(text: words, surroundings: surroundings, explains: explains)
            .candidates { candidates.append($0) }
        for candidate in candidates { evidence.add(candidate) }
        evidence.activate(words)
        return candidates
    }
}
