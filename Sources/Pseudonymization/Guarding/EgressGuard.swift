// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Step 6 of a request: looks at the exact bytes, path and headers that are about to leave, and alone makes a
/// `SanitizedRequest` (P1).
///
/// It shares no search code with detectors and tokeniser, only the list of spellings. What the tokeniser missed, or
/// wrote wrongly, stops here: a hit ends the request.
package struct EgressGuard: Sendable {
    package init() {}

    /// Throws when a replaced value, or an identifier with a checksum that policy did not let pass, is in what leaves.
    package func inspect(
        _ request: TokenizedRequest, target: String, headers: [(name: String, value: String)]
    ) throws(EgressGuardError) -> SanitizedRequest {
        let target = (text: target, utf8: Array(target.utf8))
        let lines = headers.map { Array("\($0.name): \($0.value)".utf8) }
        var present = ByteSet()
        var run = 0
        for text in [request.body, target.utf8] + lines {
            present.insert(contentsOf: text)
            if !request.notes.values.isEmpty { run = max(run, Base64Run.longest(in: text)) }
        }
        let inspection = GuardInspection(request.notes, present: present, run: run)
        try inspection.inspectBody(request.body)
        try inspection.inspect(target.utf8, place: .target)
        for line in lines { try inspection.inspect(line, place: .header) }
        return SanitizedRequest(
            request: request.request, body: request.body, target: target.text, headers: headers, view: request.view)
    }
}
