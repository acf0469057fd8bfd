// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why a pattern did not compile or a match was given up. Holds no text of the data.
package struct PatternError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        /// The expression is wrong; `offset` says where.
        case invalidPattern
        /// The match limit or depth limit was hit: the text may hold what the pattern looks for (fails closed).
        case matchLimit
        /// The engine refused for another reason, such as memory.
        case engine
    }

    package let code: Code
    /// The pattern's name.
    package let pattern: String
    /// Byte offset in the expression, for `invalidPattern`.
    package let offset: Int?

    package init(code: Code, pattern: String, offset: Int? = nil) {
        self.code = code
        self.pattern = pattern
        self.offset = offset
    }
}
