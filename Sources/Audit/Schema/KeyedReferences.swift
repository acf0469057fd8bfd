// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import PrivacyCore
import Synchronization

/// Makes the pseudonyms that stand in records for callers and scopes: `h1.<key id>.<HMAC-SHA-256, 128 bits>`.
///
/// The key is derived from one that the caller passes in and serves nothing else, so that no key of the vault is used
/// here. Without it a reference is a random string, also for someone who can guess what it stands for; when the key is
/// destroyed, so are the references.
package struct KeyedReferences: Sendable {
    /// Has taken in the key: of all that a reference costs, this is half.
    private let keyed: HMAC<SHA256>
    private let callers = KnownCallers()
    /// Eight hexadecimal digits that name the key without saying anything about it.
    package let keyID: String

    /// Derives the reference key (HKDF-SHA-256) from a key of at least 128 bits.
    package init(derivedFrom key: SymmetricKey) {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("zavesa audit references v1".utf8), outputByteCount: 32)
        keyed = HMAC<SHA256>(key: derived)
        let name = HMAC<SHA256>.authenticationCode(for: Array("zavesa audit key id v1".utf8), using: derived)
        keyID = Hexadecimal.encode(Array(name).prefix(4))
    }

    /// The reference of a caller of a tenant.
    package func reference(to caller: CallerID, of tenant: TenantID) -> String {
        callers.reference(to: Caller(id: caller, tenant: tenant)) {
            reference(["caller", tenant.rawValue, caller.rawValue].map { Array($0.utf8) })
        }
    }

    /// The reference of a scope.
    package func reference(to scope: Scope) -> String {
        let names = ["scope", scope.kind.rawValue, scope.tenant.rawValue, scope.caller.rawValue, scope.domain]
        return reference(names.map { Array($0.utf8) } + [scope.key])
    }

    /// Whether a text has the shape of a reference.
    static func isReference(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].elementsEqual("h1".utf8)
            && parts[1].count == 8 && parts[1].allSatisfy { Hexadecimal.value(of: $0) != nil }
            && parts[2].count == 22 && parts[2].allSatisfy(alphabet.contains)
    }

    /// Each part goes in with its length before it, so that no two lists of parts give the same bytes.
    private func reference(_ parts: [[UInt8]]) -> String {
        var message: [UInt8] = []
        for part in parts {
            let length = UInt32(part.count)
            for shift: UInt32 in [24, 16, 8, 0] { message.append(UInt8(length >> shift & 0xFF)) }
            message += part
        }
        var hmac = keyed
        hmac.update(data: message)
        return "h1.\(keyID).\(Self.base64URL(Array(Array(hmac.finalize()).prefix(16))))"
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base 64 with the URL alphabet and no padding (RFC 4648 §5).
    private static func base64URL(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The references of callers who have records: a few callers have nearly all.
private final class KnownCallers: Sendable {
    /// How many are kept; beyond that it begins anew.
    private static let limit = 1024

    private let references = Mutex<[Caller: String]>([:])

    func reference(to caller: Caller, _ make: () -> String) -> String {
        if let known = references.withLock({ $0[caller] }) { return known }
        let new = make()
        references.withLock { references in
            if references.count >= Self.limit { references = [:] }
            references[caller] = new
        }
        return new
    }
}
