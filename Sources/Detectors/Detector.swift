// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import TextNormalization

/// Finds values of some entity types in one text.
///
/// Contract: synchronous and pure; offsets are those of `text.original`; the same text gives the same reports in
/// the same order. Reports may overlap each other: the engine resolves. A limit hit is an error, never silence.
package protocol Detector: Sendable {
    /// The detector's name, constant.
    var id: DetectorID { get }
    /// Every type it can report.
    var entities: [EntityType] { get }
    /// Whether what it finds can depend on how digits are grouped; where only that changes, others are not asked again.
    var readsNumbers: Bool { get }
    /// Reports each finding once. `explains` asks for the log-odds trace.
    func detect(
        in text: AnalyzedText, explains: Bool, report: (Detection) -> Void
    ) throws(DetectorError)
    /// Whether it asks what persons others have found; it is asked after them.
    var asksForPersons: Bool { get }
    /// The same, but findings with a score below `floor` need not be reported. `persons` are the byte offsets in the folded
    /// text of the full names that others have found.
    func detect(
        in text: AnalyzedText, explains: Bool, from floor: Double, beside persons: [Range<Int>],
        report: (Detection) -> Void
    ) throws(DetectorError)
}

extension Detector {
    package var readsNumbers: Bool { true }
    package var asksForPersons: Bool { false }

    package func detect(
        in text: AnalyzedText, explains: Bool, from floor: Double, beside persons: [Range<Int>],
        report: (Detection) -> Void
    ) throws(DetectorError) {
        try detect(in: text, explains: explains, report: report)
    }
}

/// Why a text could not be searched. Holds no text of the data.
package struct DetectorError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// A match, depth or size limit was hit: fails closed as `pii_scan_limit`.
        case scanLimit
        /// The text is not valid UTF-8.
        case invalidText
        /// The detector itself failed.
        case unavailable
    }

    package let code: Code
    package let detector: DetectorID?

    package init(code: Code, detector: DetectorID? = nil) {
        self.code = code
        self.detector = detector
    }
}
