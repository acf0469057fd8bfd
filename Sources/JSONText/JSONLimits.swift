// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much JSON is read before it is refused.
package struct JSONLimits: Sendable, Equatable {
    /// Containers inside containers; the outermost one is depth 1.
    package let maxDepth: Int
    /// Values and object keys together.
    package let maxNodes: Int
    /// Whether two equal keys in one object are refused. Where every string is looked at anyway they may stay.
    package let refusesDuplicateKeys: Bool

    package init(maxDepth: Int = 128, maxNodes: Int = 2_000_000, refusesDuplicateKeys: Bool = true) {
        self.maxDepth = maxDepth
        self.maxNodes = maxNodes
        self.refusesDuplicateKeys = refusesDuplicateKeys
    }

    /// For a body from outside.
    package static let standard = JSONLimits()
}
