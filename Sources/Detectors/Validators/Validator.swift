// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A check that a dictionary can name: it says whether a candidate can be a value of its kind.
package struct Validator: Sendable {
    /// What passing says.
    package enum Kind: Sendable {
        /// Digits that are computed from the others.
        case checksum
        /// Parts that must make sense: a date, a country, a prefix.
        case structure
    }

    /// The name in dictionaries, such as `ru.snils`.
    package let name: String
    package let kind: Kind
    private let accepts: @Sendable (CandidateText) -> Bool

    /// A check over letters and digits alone, letters in upper case: separators are not its business.
    init(_ name: String, _ kind: Kind, compact: @escaping @Sendable ([UInt8]) -> Bool) {
        self.name = name
        self.kind = kind
        accepts = { compact($0.compact) }
    }

    /// A check over the folded text of the candidate as it stands.
    init(_ name: String, _ kind: Kind, verbatim: @escaping @Sendable ([UInt8]) -> Bool) {
        self.name = name
        self.kind = kind
        accepts = { verbatim($0.verbatim) }
    }

    /// Whether the candidate passes.
    package func accepts(_ candidate: CandidateText) -> Bool { accepts(candidate) }
}

/// The text of one candidate in the two forms that validators read. Lives for the length of a scan only.
package struct CandidateText: Sendable {
    /// The folded bytes of the span.
    package let verbatim: [UInt8]
    /// ASCII letters (in upper case) and digits of the span, nothing else.
    package let compact: [UInt8]

    package init(_ verbatim: some Sequence<UInt8>) {
        self.verbatim = Array(verbatim)
        var compact: [UInt8] = []
        compact.reserveCapacity(self.verbatim.count)
        for byte in self.verbatim where byte.isASCIIAlphanumeric { compact.append(byte.asciiUppercased) }
        self.compact = compact
    }
}
