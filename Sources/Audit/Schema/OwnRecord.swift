// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A record that the log writes of itself.
struct OwnRecord {
    private let code: AuditCode
    private let outcome: AuditEvent.Outcome
    /// What was done, where the catalogue's word does not say it.
    var action: String?
    var request: String?
    var tenant: String?
    var count: Int?
    /// The segment that was begun, and how many bytes of an unfinished line were found at its end.
    var segment: (number: Int, tornBytes: Int)?
    /// The path of a field outside its grammar.
    var field: String?

    init(_ code: AuditCode, outcome: AuditEvent.Outcome) {
        self.code = code
        self.outcome = outcome
    }

    /// Every field is the schema's by where it comes from, so nothing is checked.
    func draft(by catalogue: EventCatalogue) -> RecordDraft {
        // The catalogue has every code that the log writes by itself; it does not load without them.
        let entry = catalogue[code]
        var writer = RecordWriter()
        writer.word("action", action ?? entry?.action ?? "event")
        writer.object("actor") { $0.word("kind", "system") }
        writer.word("code", code.rawValue)
        if let request { writer.word("corr", request) }
        if let count { writer.number("count", count) }
        if let segment {
            writer.object("log") {
                $0.number("segment", segment.number)
                $0.number("torn_bytes", segment.tornBytes)
            }
        }
        writer.word("outcome", outcome.rawValue)
        if let tenant { writer.word("tenant", tenant) }
        if let field { writer.object("tripwire") { $0.word("field", field) } }
        writer.word("type", entry?.type ?? "log.event")
        return writer.ownDraft(code)
    }
}
