// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// A request body after substitution, not yet looked at by the guard. Made by the tokeniser.
package struct TokenizedRequest: Sendable {
    package let request: RequestID
    /// The bytes that will go out.
    package let body: [UInt8]
    /// What was replaced, for the guard.
    package let replaced: [ReplacedValue]
    /// Tokens this request may restore.
    package let view: RestoreView
    /// What else the guard needs to know.
    let notes: GuardNotes

    init(
        request: RequestID, body: [UInt8], replaced: [ReplacedValue], view: RestoreView, notes: GuardNotes
    ) {
        self.request = request
        self.body = body
        self.replaced = replaced
        self.view = view
        self.notes = notes
    }
}

/// What the tokeniser tells the guard about a request.
struct GuardNotes: Sendable {
    /// The replaced values of four characters and more, with their spellings' parts.
    var values: [SpelledValue] = []
    /// Values that policy leaves in clear.
    var passed: [Sensitive<[UInt8]>] = []
    /// Where tokens and redaction marks were written into the body; the guard checks that they are that.
    var written: [Range<Int>] = []
    /// Numbers of the body, which cannot be spliced: policy has let them go as residue.
    var numbers: [Range<Int>] = []
    /// Texts that the upstream itself said and signed, byte for byte.
    var returned: [Range<Int>] = []
    /// The note that tells the model of tokens: our own words, where it stands.
    var told: [Range<Int>] = []
    /// Images and files, which nobody reads: policy has let them go as residue.
    var unread: [Range<Int>] = []
    /// The model's name as it goes out.
    var model: [UInt8]?
    /// Whether identifiers were looked for: where they were not, one in clear is no mistake.
    var isSearched = true
}

/// A value that must not be in the outgoing bytes any more.
package struct ReplacedValue: Sendable, Hashable {
    package let value: Sensitive<[UInt8]>
    package let type: EntityType

    package init(value: Sensitive<[UInt8]>, type: EntityType) {
        self.value = value
        self.type = type
    }
}

/// A request the guard has looked at, bytes, path and headers. Only the guard makes one (P1).
///
/// It never changes; a class, because each step that waits would copy all that is in it.
package final class SanitizedRequest: Sendable {
    package let request: RequestID
    package let body: [UInt8]
    /// Path and query after the upstream's base URL.
    package let target: String
    /// Headers that go out, without those the client of the upstream adds (host, length, authorization).
    package let headers: [(name: String, value: String)]
    package let view: RestoreView

    init(
        request: RequestID, body: [UInt8], target: String, headers: [(name: String, value: String)], view: RestoreView
    ) {
        self.request = request
        self.body = body
        self.target = target
        self.headers = headers
        self.view = view
    }
}
