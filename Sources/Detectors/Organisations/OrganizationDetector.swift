// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import StrictYAML
package import TextNormalization

/// Finds organizations by their legal form: «ООО "Ромашка"», "Acme Ltd", «شركة …».
///
/// A text is looked at only round strings that may be forms. Sole proprietors (ИП) are persons: their form is not listed.
package struct OrganizationDetector: Detector {
    package let id = DetectorID(rawValue: "organisations/legal_form")
    package let entities = [EntityType.organization]
    package let readsNumbers = false

    private let vocabulary: OrganizationVocabulary

    /// Bytes before and after a form that its name may take.
    private static let reach = 160

    init(_ documents: [YAMLNode], lexicons: NameLexicons) throws(DocumentError) {
        vocabulary = try OrganizationVocabulary(documents, lexicons: lexicons)
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        let folded = text.folded
        var ends: [Int] = []
        vocabulary.possibleForms(in: folded) { ends.append($0) }
        guard !ends.isEmpty else { return }
        for window in TextWindow.around(ends, in: folded, before: Self.reach, after: Self.reach) {
            let tokens = AddressTokenizer.tokens(of: folded, in: window, nil)
            let reader = OrganizationReader(tokens: tokens, vocabulary: vocabulary)
            var index = 0
            var taken = 0
            while index < tokens.count {
                guard tokens[index].kind == .word, let found = reader.organization(at: index),
                    found.tokens.lowerBound >= taken
                else {
                    index += 1
                    continue
                }
                report(detection(of: tokens[found.tokens], score: found.score, in: text, explains: explains))
                taken = found.tokens.upperBound
                index = max(index + 1, taken)
            }
        }
    }

    private func detection(
        of tokens: ArraySlice<AddressToken>, score: Double, in text: AnalyzedText, explains: Bool
    ) -> Detection {
        let span = ByteSpan(tokens.first?.start ?? 0, tokens.last?.end ?? 0)
        let trace = explains ? [EvidenceTerm(name: "legal form", logOdds: LogOdds.logOdds(score))] : []
        return Detection(
            type: .organization, span: text.originalSpan(of: span), score: score, strength: .structural, detector: id,
            trace: trace)
    }
}
