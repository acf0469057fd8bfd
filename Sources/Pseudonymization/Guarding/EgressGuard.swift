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
        var present = ByteSet()
        present.insert(contentsOf: request.body)
        present.insert(contentsOf: target.utf8)
        for header in headers { present.insert(contentsOf: "\(header.name): \(header.value)".utf8) }
        let inspection = GuardInspection(request.notes, present: present)
        try inspection.inspectBody(request.body)
        try inspection.inspect(Array(target.utf8), place: .target)
        for header in headers {
            try inspection.inspect(Array("\(header.name): \(header.value)".utf8), place: .header)
        }
        return SanitizedRequest(
            request: request.request, body: request.body, target: target, headers: headers, view: request.view)
    }
}
