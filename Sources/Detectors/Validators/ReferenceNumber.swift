// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Numbers that an organization gives to a person or a contract, each in a form of its own.
package enum ReferenceNumber {
    private static let lengths = 3...24
    private static let leastDigits = 2

    /// Whether the text can be one: a short run of letters and digits, at least two digits, with marks between at most.
    package static func isPlausible(_ text: [UInt8]) -> Bool {
        guard lengths.contains(text.count), text.count(where: \.isASCIIDigit) >= leastDigits else { return false }
        return text.allSatisfy { $0.isASCIIAlphanumeric || $0.isBeyondASCII || "-/ #.".utf8.contains($0) }
    }
}
