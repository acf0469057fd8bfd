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

    init(request: RequestID, body: [UInt8], replaced: [ReplacedValue], view: RestoreView) {
        self.request = request
        self.body = body
        self.replaced = replaced
        self.view = view
    }
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
package struct SanitizedRequest: Sendable {
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
