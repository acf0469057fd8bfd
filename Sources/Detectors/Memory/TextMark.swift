// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import PrivacyCore

/// What a text is known by, and what seals what is remembered of it: two halves of one HMAC-SHA-256 (RFC 2104) over whose text
/// it is, its field's name and the text.
struct TextMark {
    struct Place: Hashable {
        let high: UInt64
        let low: UInt64
    }

    let place: Place
    /// Nobody has it without the text.
    let key: SymmetricKey

    init(_ text: [UInt8], fieldName: [UInt8]?, owner: Caller, secret: SymmetricKey) {
        var code = HMAC<SHA256>(key: secret)
        for part in [Array(owner.tenant.rawValue.utf8), Array(owner.id.rawValue.utf8)] { Self.add(part, to: &code) }
        code.update(data: [fieldName == nil ? 0 : 1])
        Self.add(fieldName ?? [], to: &code)
        Self.add(text, to: &code)
        let bytes = Array(code.finalize())
        place = Place(high: Self.number(bytes[0..<8]), low: Self.number(bytes[8..<16]))
        key = SymmetricKey(data: bytes[16..<32])
    }

    /// With its length, so that no other parts make the same bytes.
    private static func add(_ part: [UInt8], to code: inout HMAC<SHA256>) {
        code.update(data: (0..<8).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) })
        code.update(data: part)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
