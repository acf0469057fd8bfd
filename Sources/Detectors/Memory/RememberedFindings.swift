// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import PrivacyCore

/// The findings of one text as they are kept: places and types as they are, the names of persons sealed (AES-128-GCM).
///
/// The key comes of the text, so that memory that is read by somebody without the text has no name in it. Each key seals one
/// plaintext, always the same: the nonce may be constant.
struct RememberedFindings: Sendable {
    /// Without subjects.
    private let findings: [Detection]
    /// The subjects of those that have one, in order; empty if none has.
    private let sealed: [UInt8]

    /// Bytes that it takes, about.
    var size: Int { Self.overhead + findings.count * MemoryLayout<Detection>.stride + sealed.count }

    private static let overhead = 128
    private static let nonceLength = 12
    private static let tagLength = 16

    /// `nil` if they cannot be sealed.
    init?(_ findings: [Detection], sealedWith mark: TextMark) {
        var plain: [UInt8] = []
        for (index, finding) in findings.enumerated() {
            finding.subject?.expose { subject in
                for number in [index, subject.count] { Self.append(number, to: &plain) }
                plain += subject
            }
        }
        self.findings = plain.isEmpty ? findings : findings.map { $0.naming(nil) }
        guard !plain.isEmpty else {
            sealed = []
            return
        }
        guard let box = try? AES.GCM.seal(plain, using: mark.key, nonce: Self.nonce()) else { return nil }
        sealed = Array(box.ciphertext) + Array(box.tag)
    }

    /// The findings as they were; `nil` if the text is another one.
    func findings(openedWith mark: TextMark) -> [Detection]? {
        guard !sealed.isEmpty else { return findings }
        guard let nonce = try? Self.nonce(),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(Self.tagLength), tag: sealed.suffix(Self.tagLength)),
            let opened = try? AES.GCM.open(box, using: mark.key)
        else { return nil }
        var named = findings
        var rest = [UInt8](opened)[...]
        while let index = Self.next(&rest), let count = Self.next(&rest) {
            guard named.indices.contains(index), count <= rest.count else { return nil }
            named[index] = named[index].naming(Sensitive(Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return rest.isEmpty ? named : nil
    }

    private static func nonce() throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [UInt8](repeating: 0, count: nonceLength))
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func next(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
}
