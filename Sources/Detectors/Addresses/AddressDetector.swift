// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import StrictYAML
package import TextNormalization

/// Finds postal addresses as one span each: streets with houses, post boxes, in any order of their parts.
///
/// Words near digits are read as components by a grammar whose words are data; components that stand together are
/// weighed by log-odds (`AddressWeights`). A town alone is no address, nor is a street, unless words before it say so.
package struct AddressDetector: Detector {
    package let id = DetectorID(rawValue: "addresses/postal")
    package let entities = [EntityType.address]
    package let readsNumbers = false

    let vocabulary: AddressVocabulary

    /// A field's whole value is looked at without digits up to this length in bytes.
    private static let longestField = 512

    init(_ documents: [YAMLNode], lexicons: NameLexicons) throws(DocumentError) {
        vocabulary = try AddressVocabulary(documents, lexicons: lexicons)
    }

    package func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError) {
        let folded = text.folded
        let isField = holdsAddress(text.fieldName)
        let windows =
            isField && folded.count <= Self.longestField
            ? [0..<folded.count] : AddressWindows.all(in: folded, vocabulary)
        for window in windows {
            let tokens = AddressTokenizer.tokens(of: folded, in: window, vocabulary)
            guard isField || tokens.indices.contains(where: { isAnchor($0, in: tokens) }) else { continue }
            let assembler = AddressAssembler(
                tokens: tokens, vocabulary: vocabulary, fieldHoldsAddress: isField, explains: explains)
            assembler.addresses { range, score in
                guard let first = tokens[range].first, let last = tokens[range].last else { return }
                report(
                    Detection(
                        type: .address, span: text.originalSpan(of: ByteSpan(first.start + first.clitics, last.end)),
                        score: score.evidence.probability, strength: score.strength, detector: id,
                        trace: score.evidence.terms))
            }
        }
    }

    /// What an address without a label cannot do without.
    private static let anchors: AddressRoles = [
        .anyStreetBefore, .anyStreetAfter, .ending, .endingWeak, .premises, .military, .label, .postcodeLabel,
        .district,
    ]

    /// Whether a token can be what makes an address; a name as streets have them only before a number, a word of one or two
    /// capitals only where it begins a postcode.
    private func isAnchor(_ index: Int, in tokens: [AddressToken]) -> Bool {
        let token = tokens[index]
        if token.has(Self.anchors) { return true }
        guard index + 1 < tokens.count, tokens[index + 1].newlines == 0 else { return false }
        let next = tokens[index + 1]
        if token.has([.streetName, .streetForm]) {
            return next.kind == .number
                || next.isMark(UInt8(ascii: ",")) && index + 2 < tokens.count && tokens[index + 2].kind == .number
        }
        return token.isUpper && token.letters <= 2 && token.script == .latin && !next.hasSpace
            && (next.kind == .number || next.isMark(UInt8(ascii: "-")))
    }

    /// Whether the name of a field says that it holds addresses, and not those of mail or machines.
    private func holdsAddress(_ field: [UInt8]?) -> Bool {
        guard let field else { return false }
        var spaced: [UInt8] = []
        for byte in field {
            if byte.isASCIIUppercase, spaced.last?.isASCIILowercase == true { spaced.append(0x20) }
            spaced.append(byte)
        }
        let tokens = AddressTokenizer.tokens(of: spaced, in: 0..<spaced.count, vocabulary)
        return tokens.contains { $0.has(.field) } && !tokens.contains { $0.has(.labelExcept) }
    }
}
