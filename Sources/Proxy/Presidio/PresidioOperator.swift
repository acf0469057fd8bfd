// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import JSONText

/// What Presidio's `/anonymize` writes in the place of a finding.
enum PresidioOperator: Sendable {
    /// `nil` writes the entity's name in angle brackets.
    case replace([UInt8]?)
    case redact
    /// So many characters, from the beginning or the end, become another one.
    case mask(with: [UInt8], count: Int, fromEnd: Bool)
    case hash(HashType, salt: [UInt8])
    case keep

    enum HashType: String { case sha256, sha512 }

    /// What callers may ask for, in order.
    static let names = ["hash", "keep", "mask", "redact", "replace"]

    /// The operator's name.
    var name: String {
        switch self {
        case .replace: "replace"
        case .redact: "redact"
        case .mask: "mask"
        case .hash: "hash"
        case .keep: "keep"
        }
    }

    /// What stands in the place of `text`.
    func output(for text: ArraySlice<UInt8>, entity: String) -> [UInt8] {
        switch self {
        case .replace(let new): new ?? Array("<\(entity)>".utf8)
        case .redact: []
        case .mask(let character, let count, let fromEnd): Self.masked(text, character, count, fromEnd)
        case .hash(.sha256, let salt): Self.hexadecimal(SHA256.hash(data: salt + text))
        case .hash(.sha512, let salt): Self.hexadecimal(SHA512.hash(data: salt + text))
        case .keep: Array(text)
        }
    }

    private static func masked(
        _ text: ArraySlice<UInt8>, _ character: [UInt8], _ count: Int, _ fromEnd: Bool
    ) -> [UInt8] {
        let characters = String(decoding: text, as: UTF8.self).unicodeScalars.map { Array(String($0).utf8) }
        let masked = min(characters.count, max(0, count))
        let mask = Array(repeatElement(character, count: masked))
        let clear = fromEnd ? characters.dropLast(masked) : characters.dropFirst(masked)
        let parts = fromEnd ? [Array(clear), mask] : [mask, Array(clear)]
        return Array(parts.joined().joined())
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> [UInt8] {
        digest.flatMap { byte in
            let digits = String(byte, radix: 16)
            return Array((digits.utf8.count == 1 ? "0" + digits : digits).utf8)
        }
    }
}
