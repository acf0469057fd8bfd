// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the restorer did, for the closing audit record.
package struct RestorationCounts: Sendable, Equatable {
    /// Tokens replaced by their values.
    package var restored = 0
    /// Token-like text that no token of the scope explains; left as it was.
    package var unknown = 0
    /// Tokens left by rule: in URLs, in arguments of denied tools, in places where nothing may be written.
    package var withheld = 0
    /// Restored ones whose spelling the model had changed.
    package var repaired = 0
    /// Restored ones whose value came back in another case than it went in.
    package var declined = 0
    /// Beginnings of tokens, label and more, at which a text ended; left as they were.
    package var truncated = 0

    package init(restored: Int = 0, unknown: Int = 0, withheld: Int = 0, repaired: Int = 0) {
        self.restored = restored
        self.unknown = unknown
        self.withheld = withheld
        self.repaired = repaired
    }

    package static func += (left: inout Self, right: Self) {
        left.restored += right.restored
        left.unknown += right.unknown
        left.withheld += right.withheld
        left.repaired += right.repaired
        left.declined += right.declined
        left.truncated += right.truncated
    }
}
