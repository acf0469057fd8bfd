// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A labelled text to learn from.
package struct TrainingText: Sendable {
    /// What a label is to the tagger.
    package enum Kind: Int, Sendable {
        case person, place, organization, other
    }

    /// One labelled stretch, in bytes of the text.
    package struct Span: Sendable {
        package var range: Range<Int>
        package let kind: Kind

        package init(_ range: Range<Int>, _ kind: Kind) {
            self.range = range
            self.kind = kind
        }
    }

    package var utf8: [UInt8]
    /// In text order, without overlaps.
    package var spans: [Span]

    package init(utf8: [UInt8], spans: [Span]) {
        self.utf8 = utf8
        self.spans = spans
    }

    /// The kind of a corpus' label; `nil` for labels that are nothing to the tagger.
    package static func kind(of label: String) -> Kind? {
        switch label {
        case "PERSON": .person
        case "LOCATION", "ADDRESS", "FACILITY": .place
        case "ORG": .organization
        case "MISC": .other
        default: nil
        }
    }
}
