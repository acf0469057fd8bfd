// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts replacements into bytes and leaves every other byte as it is (P7).
package enum JSONSplicer {
    /// `bytes` with every edit made.
    ///
    /// Precondition: `edits` are in ascending order, do not overlap and lie within `bytes`.
    package static func apply(_ edits: [JSONEdit], to bytes: [UInt8]) -> [UInt8] {
        guard !edits.isEmpty else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count - $1.range.count })
        var kept = 0
        for edit in edits {
            precondition(edit.range.lowerBound >= kept, "edits are in order and do not overlap")
            output.append(contentsOf: bytes[kept..<edit.range.lowerBound])
            output.append(contentsOf: edit.replacement)
            kept = edit.range.upperBound
        }
        output.append(contentsOf: bytes[kept...])
        return output
    }
}
