// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit

/// An auditor's export of the log: verified while it is read, built as data, then rendered.
///
/// The same log and query give the same bytes. A log that does not verify is still exported, up to the first bad
/// record, and every rendering says so first. The rows are held in memory, about 1 KB each.
package struct AuditExport: Sendable {
    /// How an export is written down.
    package enum Format: String, Sendable, CaseIterable {
        /// Canonical JSON, the master.
        case json
        /// A table for spreadsheets.
        case csv
        /// One page for reading and printing.
        case html
    }

    private let document: ExportDocument

    /// Whether the log verified and its records follow the two-phase rule.
    package var verification: VerificationReport { document.verification }
    /// How many records the export shows.
    package var rowCount: Int { document.rows.count }

    /// Reads and verifies the whole log; the query only chooses the rows. Throws `unavailable` when a file cannot be
    /// read.
    package init(reading verifier: AuditVerifier, query: ExportQuery) throws(AuditError) {
        var summary = ExportSummary()
        var rows: [ExportRow] = []
        let verification = try verifier.run { record in
            guard query.includes(record) else { return }
            let row = ExportRow(record)
            summary.add(row)
            rows.append(row)
        }
        document = ExportDocument(query: query, verification: verification, summary: summary, rows: rows)
    }

    /// The export in a format.
    package func render(_ format: Format) -> [UInt8] {
        switch format {
        case .json: document.canonicalBytes
        case .csv: CSVRendering.render(document)
        case .html: HTMLRendering.render(document)
        }
    }
}
