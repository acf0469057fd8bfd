// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import PrivacyCore

/// Lets a text under a vendor's signature be restored for the caller and still go back byte for byte as it came.
///
/// A vendor refuses a thinking block whose text is not the one it signed, and the text it signed has tokens in it. So the
/// signature that the caller gets says how the text read, and bears a mark that only this gateway can make, for one
/// scope and one upstream. Nothing is kept: whatever the caller sends back is either that very text, or a text like any
/// other that is searched and replaced.
///
/// `zv1.MARK.PREFIX.SUFFIX.MIDDLE.SIGNATURE`: the text as it came is the first PREFIX bytes of the restored one, MIDDLE,
/// and its last SUFFIX bytes. MARK and MIDDLE are base64.
package struct ReplaySeal: Sendable {
    private let mark: @Sendable ([[UInt8]]) -> [UInt8]

    /// `mark` authenticates fields under a key of the scope and the upstream that the answer comes from.
    package init(mark: @escaping @Sendable ([[UInt8]]) -> [UInt8]) {
        self.mark = mark
    }

    /// The signature for the caller. `original` is the text as the upstream sent it, `restored` as the caller gets it.
    package func seal(_ signature: [UInt8], original: [UInt8], restored: [UInt8]) -> [UInt8] {
        let most = min(original.count, restored.count)
        let prefix = zip(original, restored).prefix { $0 == $1 }.count
        let suffix = min(
            zip(original.reversed(), restored.reversed()).prefix { $0 == $1 }.count, most - prefix)
        let middle = original[prefix..<original.count - suffix]
        let fields = [
            Self.version, Self.base64(mark([original, restored, signature])), String(prefix), String(suffix),
            Self.base64(Array(middle)),
        ]
        return Array((fields.joined(separator: ".") + ".").utf8) + signature
    }

    /// The text as it came and the vendor's signature over it; `nil` for a signature or a text that is not exactly what
    /// this gateway gave out in this scope for this upstream.
    package func open(_ sealed: [UInt8], over restored: [UInt8]) -> (original: [UInt8], signature: [UInt8])? {
        guard let parts = Self.parts(of: sealed), let mark = Data(base64Encoded: parts.fields[1]),
            let prefix = Int(parts.fields[2]), let suffix = Int(parts.fields[3]),
            let middle = Data(base64Encoded: parts.fields[4]), prefix >= 0, suffix >= 0, prefix <= restored.count,
            suffix <= restored.count - prefix
        else { return nil }
        let original = Array(restored[..<prefix]) + middle + restored[(restored.count - suffix)...]
        guard ConstantTime.areEqual(self.mark([original, restored, parts.signature]), Array(mark)) else { return nil }
        return (original, parts.signature)
    }

    /// The vendor's signature in what a caller sent, right or not; `nil` where it never was one of ours.
    static func vendorSignature(in sealed: [UInt8]) -> [UInt8]? { parts(of: sealed)?.signature }

    private static let version = "zv1"

    private static func parts(of sealed: [UInt8]) -> (fields: [String], signature: [UInt8])? {
        guard sealed.starts(with: "\(version).".utf8) else { return nil }
        let parts = sealed.split(separator: UInt8(ascii: "."), maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return nil }
        return (parts.prefix(5).map { String(decoding: $0, as: UTF8.self) }, Array(parts[5]))
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
