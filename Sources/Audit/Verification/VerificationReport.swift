// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a log's own bytes say about it, and what they cannot say.
package struct VerificationReport: Sendable, Equatable {
    /// The first place that is wrong; what comes after it was not judged.
    package struct FirstBad: Sendable, Equatable, CustomStringConvertible {
        /// The segment's file name.
        package let file: String
        /// 1-based; `nil` when the file as a whole is meant.
        package let line: Int?
        /// The number that the record at this place should have.
        package let sequence: UInt64
        package let problem: RecordProblem

        package var description: String {
            "\(file)\(line.map { ":\($0)" } ?? "") (record \(sequence)) \(problem)"
        }
    }

    package var firstBad: FirstBad?
    /// How many records verified.
    package var treeSize: UInt64 = 0
    /// The Merkle root over their leaves (RFC 6962), 64 hexadecimal digits.
    package var root = MerkleTree().rootText
    /// The log's identifier; `nil` for an empty log.
    package var chain: String?
    package var firstTime: Timestamp?
    package var lastTime: Timestamp?
    package var segments = 0
    /// Records by code.
    package var counts: [AuditCode: Int] = [:]
    /// Requests left open when the process stopped.
    package var orphans = RuleFindings()
    /// Requests open at the end: at work while the log was read, or left by a stop.
    package var openAtEnd = RuleFindings()
    /// Records out of the order that the two-phase rule asks for.
    package var violations = RuleFindings()
    /// Bytes of unfinished lines that were moved aside after crashes.
    package var tornBytes = 0
    /// Records whose time was held because the clock had been set back.
    package var heldTimes = 0
    /// Whether a writer was at work while the log was read.
    package var isBeingWritten = false

    package init() {}

    /// Whether every record is as it was written, as far as the log alone can show.
    package var isIntact: Bool { firstBad == nil }
    /// Whether, besides, every record stands where the two-phase rule wants it.
    package var followsRules: Bool { isIntact && violations.count == 0 }

    /// Who vouches for the log besides itself.
    package static let witnessStatement = "self-attested: no external witness holds a checkpoint"
    /// What follows from that.
    package static let tailStatement =
        "If the newest records were removed, this check cannot notice it without a checkpoint kept outside."
}

extension VerificationReport: CustomStringConvertible {
    /// The report as lines for a terminal.
    package var description: String {
        var lines = ["result       \(result)"]
        if let firstBad { lines.append("first bad    \(firstBad)") }
        lines += [
            "log          \(chain ?? "none")",
            "tree size    \(treeSize)",
            "root         \(root)",
            "segments     \(segments)",
        ]
        if let firstTime, let lastTime { lines.append("time         \(firstTime) to \(lastTime)") }
        for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("\(code.rawValue)      \(count)")
        }
        lines.append("orphans      \(orphans.count)")
        lines += orphans.named.map(Self.line)
        lines.append("open at end  \(openAtEnd.count)\(isBeingWritten ? " (the log is in use)" : "")")
        lines.append("violations   \(violations.count)")
        lines += violations.named.map(Self.line)
        if tornBytes > 0 { lines.append("torn bytes   \(tornBytes) moved aside after a crash") }
        if heldTimes > 0 { lines.append("held times   \(heldTimes) while the clock was behind") }
        lines += ["witness      \(Self.witnessStatement)", "             \(Self.tailStatement)"]
        return lines.joined(separator: "\n")
    }

    /// The result in words.
    package var result: String {
        guard isIntact else { return "NOT INTACT" }
        return violations.count == 0 ? "intact" : "intact, but records are out of order"
    }

    private static func line(_ finding: RuleFindings.Finding) -> String {
        "             record \(finding.sequence): request \(finding.request) \(finding.rule.rawValue)"
    }
}
