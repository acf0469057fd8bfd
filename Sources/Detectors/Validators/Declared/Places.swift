// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A run of places in a value's letters and digits; written from 1 as laws and manuals count: `3` or `3-8`.
struct Places: Sendable {
    /// Indices from 0.
    let range: Range<Int>

    init(_ node: YAMLNode) throws(DocumentError) {
        let parts = try node.string().split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first >= 1, last >= first,
            last <= Self.maximum
        else { throw node.error(.invalidValue, "expected a place such as 3, or places such as 3-8, counted from 1") }
        range = first - 1..<last
    }

    /// The bytes at these places; `nil` if the value is shorter.
    func bytes(of value: [UInt8]) -> ArraySlice<UInt8>? {
        range.upperBound <= value.count ? value[range] : nil
    }

    /// No identifier is longer.
    private static let maximum = 64
}
