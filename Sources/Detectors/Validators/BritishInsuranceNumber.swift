// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The UK national insurance number: two letters, six digits, a suffix; no checksum (HMRC manual NIM39110).
package enum BritishInsuranceNumber {
    private static let neverIssued: Set<[UInt8]> = Set(
        ["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].map { Array($0.utf8) })
    private static let unusedLetters = Set("DFIQUV".utf8)
    private static let suffixes = Set("ABCDFMP".utf8)

    /// Whether the prefix can have been issued and the suffix is one in use.
    package static func isPlausible(_ value: [UInt8]) -> Bool {
        guard value.count == 9, value[2..<8].allSatisfy(\.isASCIIDigit), suffixes.contains(value[8]) else {
            return false
        }
        return value[..<2].allSatisfy { $0.isASCIIUppercase && !unusedLetters.contains($0) }
            && value[1] != UInt8(ascii: "O") && !neverIssued.contains(Array(value[..<2]))
    }
}
