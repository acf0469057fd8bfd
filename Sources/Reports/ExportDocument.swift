// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText
import PrivacyCore

/// An export as data: what was asked, what the log is, what verification said, the rows and their sums.
/// Every rendering is a function of this value.
struct ExportDocument: Sendable {
    let query: ExportQuery
    let verification: VerificationReport
    let summary: ExportSummary
    let rows: [ExportRow]

    /// What a reader must not conclude from the export; in each rendering that has room for sentences.
    static let limits = [
        "Values are counted as found by the detectors in force; a value that no detector found is not counted. Recall on"
            + " stated corpora is part of the product's documentation.",
        "Values were replaced by identifiers (pseudonymised); the key stays with the operator, and whoever holds both"
            + " can restore them. Pseudonymised data may remain personal data.",
        "The log vouches for itself: \(VerificationReport.witnessStatement). \(VerificationReport.tailStatement)",
        "No text of a request or an answer is in the log, so that none can be shown here.",
        "The operator's own duties, such as consent, notices to regulators and contracts, are outside this record.",
    ]

    /// The master of all renderings, in canonical form with a newline at the end.
    var canonicalBytes: [UInt8] { json.canonicalBytes() + [UInt8(ascii: "\n")] }

    private var json: JSONValue {
        .object([
            ("format", "zavesa.audit-export/v1"), ("generator", .string(query.generator)),
            ("generated_at", .string(query.generatedAt.description)), ("query", window), ("log", log),
            ("verification", verificationJSON), ("summary", summary.json),
            ("limits", .array(Self.limits.map(JSONValue.string))), ("rows", .array(rows.map(\.json))),
        ])
    }

    private var window: JSONValue {
        .object([
            ("from", query.from.map { .string($0.description) } ?? .null),
            ("until", query.until.map { .string($0.description) } ?? .null),
            ("tenant", query.tenant.map { .string($0.rawValue) } ?? .null),
        ])
    }

    private var log: JSONValue {
        .object([
            ("chain", verification.chain.map(JSONValue.string) ?? .null),
            ("tree_size", .integer(Int64(clamping: verification.treeSize))), ("root", .string(verification.root)),
        ])
    }

    private var verificationJSON: JSONValue {
        .object([
            ("result", .string(verification.result)), ("is_intact", .boolean(verification.isIntact)),
            ("first_bad", verification.firstBad.map { .string($0.description) } ?? .null),
            ("orphans", .integer(Int64(verification.orphans.count))),
            ("open_at_end", .integer(Int64(verification.openAtEnd.count))),
            ("violations", .integer(Int64(verification.violations.count))),
            ("witness", .string(VerificationReport.witnessStatement)),
        ])
    }
}
