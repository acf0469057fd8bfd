// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension TaggerFeatures {
    /// Which half of a model a text's words have: the first for mixed case, the second where capitals say nothing, so that
    /// neither is learned at the other's cost. A script without capitals has the rows of both.
    struct Half: Sendable {
        private static let whole = Self(number: 0, narrowing: 0, first: 0)
        private static let mixed = Self(number: 0, narrowing: 1, first: 0)
        private static let alike = Self(number: 1, narrowing: 1, first: 1 << 63)

        /// 0 or 1.
        let number: Int
        private let narrowing: UInt64
        private let first: UInt64

        init(_ script: NameToken.Script, in text: NameText) {
            self = script == .arabic ? .whole : text.letterCase == .mixed ? .mixed : .alike
        }

        private init(number: Int, narrowing: UInt64, first: UInt64) {
            self.number = number
            self.narrowing = narrowing
            self.first = first
        }

        /// The hash of a feature within the half.
        @inline(__always)
        func hash(_ feature: UInt64) -> UInt64 { feature >> narrowing | first }
    }
}
