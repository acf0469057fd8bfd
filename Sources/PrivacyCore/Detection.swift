// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A finding: where a value of which type stands, how sure we are, and why.
package struct Detection: Sendable, Equatable {
    package let type: EntityType
    /// Byte offsets in the client's own UTF-8 text, not in the folded one.
    package let span: ByteSpan
    /// Probability that the span is of this type, 0 to 1: the logistic of the summed log-odds.
    package let score: Double
    /// The best kind of evidence behind it; decides overlaps before the score does (DESIGN §4).
    package let strength: EvidenceStrength
    /// Which detector or dictionary entry made it.
    package let detector: DetectorID
    /// For a person, the normalised lemmas of the name: mentions with equal subjects get tokens of one family.
    package let subject: Sensitive<[UInt8]>?
    /// The log-odds terms, filled only where a trace was asked for. They hold no text of the data.
    package let trace: [EvidenceTerm]
    /// The other types of findings that overlapped this one and gave way to it: what they stand for may lie within it. They
    /// are no findings, and are asked about only where this one may go in clear.
    package let absorbed: Set<EntityType>

    package init(
        type: EntityType,
        span: ByteSpan,
        score: Double,
        strength: EvidenceStrength,
        detector: DetectorID,
        subject: Sensitive<[UInt8]>? = nil,
        trace: [EvidenceTerm] = [],
        absorbed: Set<EntityType> = []
    ) {
        self.type = type
        self.span = span
        self.score = score
        self.strength = strength
        self.detector = detector
        self.subject = subject
        self.trace = trace
        self.absorbed = absorbed
    }
}

/// The kinds of evidence, weakest first.
package enum EvidenceStrength: Int, Sendable, Comparable {
    /// The form alone.
    case lexical
    /// A context word or field name near it.
    case contextual
    /// Structure that chance rarely makes: a valid date inside, a known prefix, a neighbour that agrees.
    case structural
    /// A checksum that chance rarely passes.
    case validated

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One term of a score, such as `checksum ru.snils +4.5`.
package struct EvidenceTerm: Sendable, Equatable {
    /// A constant name from code or a dictionary, never text of the data.
    package let name: String
    /// Natural-logarithm odds it adds or takes away.
    package let logOdds: Double

    package init(name: String, logOdds: Double) {
        self.name = name
        self.logOdds = logOdds
    }
}

/// The name of a detector or dictionary entry, such as `ru/snils`.
package struct DetectorID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}
