// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
import JSONText
package import PrivacyCore

/// What the audit log holds of the demo, read as an auditor reads it: from the files, verified on the way.
package struct DemoEvidence: Sendable {
    /// The records of the demo's requests, by request.
    private let records: [RequestID: [AuditRecord]]
    /// What verifying the whole log said.
    package let report: VerificationReport

    /// Reads the log of a data folder; it may be in use.
    package init(layout: DataLayout, resources: Resources, requests: [RequestID]) throws {
        let catalogue = try OfflineAudit.catalogue(in: resources)
        var records: [RequestID: [AuditRecord]] = [:]
        report = try AuditVerifier(directory: layout.audit, catalogue: catalogue).run { record in
            guard let id = record.value("corr")?.stringValue.map(RequestID.init), requests.contains(id) else { return }
            records[id, default: []].append(record)
        }
        self.records = records
    }

    /// What was decided about a request: `found PERSON 1, PHONE 1 · class C2, left C1 · demo in RU`.
    package func decision(of request: RequestID) -> String? {
        guard let record = records[request]?.first else { return nil }
        let found = (record.value("data", "entities")?.members ?? []).map { name, count in
            "\(name) \(count.integerValue ?? 0)"
        }.joined(separator: ", ")
        let text = { (path: [String]) in
            path.reduce(record.content) { $0?[$1] }?.stringValue ?? "?"
        }
        let rules = (record.value("route", "rules")?.arrayValue ?? []).compactMap(\.stringValue)
        return """
            found \(found.isEmpty ? "nothing" : found) · class \(text(["data", "class"])), after replacement \
            \(text(["data", "residual"])) · to \(text(["route", "endpoint"])) in \(text(["route", "country"])) · \
            rules \(rules.joined(separator: ", "))
            """
    }

    /// The records of a request: `#12 request.decided, #13 response.delivered (4 restored)`.
    package func trail(of request: RequestID) -> String? {
        guard let records = records[request] else { return nil }
        return records.map { record in
            let restored = record.value("restore", "restored")?.integerValue.map { " (\($0) restored)" } ?? ""
            return "#\(record.sequence) \(record.value("type")?.stringValue ?? "")\(restored)"
        }.joined(separator: ", ")
    }
}
