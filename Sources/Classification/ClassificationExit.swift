// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// How `zavesa classify` ends, for scripts and CI (compliance §4.2).
package enum ClassificationExit: Int32, Sendable {
    /// Everything was read and is below the threshold.
    case below = 0
    /// Nothing could be read.
    case failed = 1
    /// A file is at or above the threshold; this is said also when others were not read.
    case atThreshold = 10
    /// What was read is below the threshold, but not everything was read.
    case partial = 20

    /// - Parameter threshold: the class from which on the run fails; `nil`: none. A key or credential counts as C4.
    package init(_ report: ClassificationReport, failOn threshold: DataClass?) {
        if let threshold, report.files.contains(where: { $0.effectiveClass >= threshold }) {
            self = .atThreshold
        } else if report.files.isEmpty, report.isPartial {
            self = .failed
        } else {
            self = report.isPartial ? .partial : .below
        }
    }
}
