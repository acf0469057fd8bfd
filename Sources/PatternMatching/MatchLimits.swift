// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How much work one match may cost before it is given up; a hit is an error, never silence.
package struct MatchLimits: Sendable, Equatable {
    /// Backtracking steps from one starting place (`pcre2_set_match_limit`; the JIT counts more coarsely).
    package let steps: UInt32
    /// Nested backtracking where the JIT is not available (`pcre2_set_depth_limit`).
    package let depth: UInt32

    package init(steps: UInt32, depth: UInt32) {
        self.steps = steps
        self.depth = depth
    }

    /// Far above what a pattern of bounded repeats needs, far below what a request can wait for.
    package static let standard = Self(steps: 200_000, depth: 20_000)
}
