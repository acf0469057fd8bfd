// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads a log from its first record to its last and names the first that is not as it was written.
///
/// Memory does not grow with the log. A log may be read while it is written.
package struct AuditVerifier: Sendable {
    private let folder: SegmentFolder
    private let catalogue: EventCatalogue?
    private let tolerance: Int64

    /// With a catalogue, codes and types are checked against it too.
    package init(directory: String, catalogue: EventCatalogue? = nil, toleranceMilliseconds: Int64 = 0) {
        folder = SegmentFolder(path: directory)
        self.catalogue = catalogue
        tolerance = toleranceMilliseconds
    }

    /// Verifies a log. Throws `unavailable` when a file cannot be read.
    package static func verify(
        directory: String, catalogue: EventCatalogue? = nil
    ) throws(AuditError) -> VerificationReport {
        try AuditVerifier(directory: directory, catalogue: catalogue).run { _ in }
    }

    /// Verifies a log and shows each record, once checked, to `visit`.
    package func run(visit: (AuditRecord) -> Void) throws(AuditError) -> VerificationReport {
        var report = VerificationReport()
        var ledger = TwoPhaseLedger()
        var walk = SegmentWalk(
            folder: folder, checker: ChainChecker(catalogue: catalogue, toleranceMilliseconds: tolerance))
        do throws(PosixError) {
            report.isBeingWritten = folder.isHeld
            let segments = try folder.segments()
            report.segments = segments.count
            report.firstBad = try walk.run(over: segments, isBeingWritten: report.isBeingWritten) { record in
                Self.count(record, in: &report)
                ledger.consume(record)
                visit(record)
            }
        } catch {
            throw AuditError(code: .unavailable, systemError: error.number)
        }
        report.treeSize = walk.checker.tree.size
        report.root = walk.checker.tree.rootText
        report.chain = walk.checker.head?.chain
        report.lastTime = walk.checker.head?.lastTime
        report.orphans = ledger.orphans
        report.openAtEnd = ledger.openAtEnd
        report.violations = ledger.violations
        return report
    }

    private static func count(_ record: AuditRecord, in report: inout VerificationReport) {
        report.firstTime = report.firstTime ?? record.time
        report.counts[record.code, default: 0] += 1
        report.tornBytes += record.value("log", "torn_bytes")?.count ?? 0
        if record.value("clock", "quality")?.stringValue == "held" { report.heldTimes += 1 }
    }
}
