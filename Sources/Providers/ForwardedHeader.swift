// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A header that goes from the caller to the upstream: names of versions and features, else the request is refused.
package struct ForwardedHeader: Sendable {
    /// In lower case.
    package let name: String
    /// What is sent where the caller sends none.
    package let standard: String?

    /// The longest value that is sent on, in bytes.
    private static let maxLength = 512
    /// Digits a name may have beside its date: fewer than any number of a person's.
    private static let maxDigits = 3
    private static let marks = Array("-_.".utf8)

    package init(name: String, standard: String? = nil) {
        self.name = name
        self.standard = standard
    }

    /// Whether a value is one that such headers have: names, dates, or names with a date behind (`context-1m-2025-08-07`),
    /// with commas between. What could be a number or an address of somebody is not.
    package func admits(_ value: String) -> Bool {
        value.utf8.count <= Self.maxLength
            && value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy(Self.isName)
    }

    private static func isName(_ item: Substring.UTF8View) -> Bool {
        var bytes = Array(item)[...]
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        let name = bytes.dropLast(isDate(bytes.suffix(10)) ? 10 : 0)
        guard let first = name.first else { return !bytes.isEmpty }
        return isLetter(first) && name.allSatisfy { StructuralText.isAlphanumeric($0) || marks.contains($0) }
            && name.count { !isLetter($0) && !marks.contains($0) } <= maxDigits
    }

    /// A day of this century: `2023-06-01`.
    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 10 && bytes.starts(with: "20".utf8)
            && bytes.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte &- UInt8(ascii: "0") < 10
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
