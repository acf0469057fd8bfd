// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// Finds towns, regions and countries that stand alone, in the words that the name detector has read already.
///
/// A place in an address, a person's name or an organization's is a part of that: `LOCATION` yields to them.
struct PlaceFinder: Sendable {
    static let id = DetectorID(rawValue: "places/name")

    private let lexicon: PlaceLexicon
    private let vocabulary: PlaceVocabulary

    /// Reads `<resources>/dictionaries/places`. Throws where a file is missing or malformed.
    ///
    /// - Parameter documents: the YAML files, with an operator's own.
    init(resources: String, _ documents: [YAMLNode]) throws(DocumentError) {
        lexicon = try PlaceLexicon(path: "\(resources)/dictionaries/places/places.lexicon")
        vocabulary = try PlaceVocabulary(documents)
    }

    /// The places of a text, in text order.
    ///
    /// - Parameters:
    ///   - persons: by word: whether a person's name was found there.
    ///   - fieldName: the name of the field that the text stands in.
    func places(
        in text: NameText, tagged: TaggedText, persons: [Bool], fieldName: [UInt8]?, explains: Bool
    ) -> [PlaceCandidate] {
        let surroundings = PlaceSurroundings(text: text, vocabulary: vocabulary, fieldName: fieldName)
        let grammar = PlaceGrammar(
            text: text, reader: PlaceReader(text: text, lexicon: lexicon), surroundings: surroundings, tagged: tagged,
            explains: explains)
        var found = grammar.candidates().filter { candidate in !candidate.tokens.contains { persons[$0] } }
        weighNeighbors(&found, surroundings)
        return found.filter { $0.score.logOdds >= PlaceWeights.floor }
    }

    /// Adds what a place beside another one says: "Paris, Texas", «Москва и Казань».
    private func weighNeighbors(_ found: inout [PlaceCandidate], _ surroundings: PlaceSurroundings) {
        var isBeside = [Bool](repeating: false, count: found.count)
        for index in found.indices.dropFirst() where found[index - 1].score.logOdds >= 0 {
            guard isBesides(found[index - 1], found[index], surroundings) else { continue }
            isBeside[index] = true
            let isCode = found[index].flags.isCode
            found[index].score.add("place before", isCode ? PlaceWeights.codeAfterPlace : PlaceWeights.besidePlace)
        }
        for index in found.indices.dropLast().reversed() where found[index + 1].score.logOdds >= 0 && !isBeside[index] {
            guard !isBeside[index + 1], isBesides(found[index], found[index + 1], surroundings) else { continue }
            found[index].score.add("place after", PlaceWeights.besidePlace)
        }
    }

    /// Whether only a comma or a conjunction stands between two places; before a code also a space.
    private func isBesides(
        _ left: PlaceCandidate, _ right: PlaceCandidate, _ surroundings: PlaceSurroundings
    ) -> Bool {
        let tokens = surroundings.text.tokens
        let gap = tokens[right.tokens.lowerBound].gap
        switch right.tokens.lowerBound - left.tokens.upperBound {
        case 0: return gap == .comma || right.flags.isCode && gap == .space
        case 1: return gap == .space && surroundings.roles(at: left.tokens.upperBound).contains(.conjunction)
        default: return false
        }
    }
}
