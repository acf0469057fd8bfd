// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import HTTPTypes
import PrivacyCore

extension HTTPFields {
    /// What a request shows at the door: `Authorization: Bearer KEY`, or `Basic` with the key as the password, for clients
    /// that can only be given a URL (`http://any:KEY@host`); else `x-api-key: KEY`.
    var credential: Sensitive<String>? {
        if let value = self[.authorization] {
            if let key = value.dropping(scheme: "bearer ") { return Sensitive(String(key)) }
            if let pair = value.dropping(scheme: "basic "), let bytes = Data(base64Encoded: String(pair)),
                let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
            {
                return Sensitive(String(decoding: bytes[bytes.index(after: colon)...], as: UTF8.self))
            }
        }
        return HTTPField.Name.apiKey.flatMap { self[$0] }.map(Sensitive.init)
    }
}

extension HTTPField.Name {
    fileprivate static let apiKey = Self("x-api-key")
}

extension String {
    /// What follows an authentication scheme, whose name has no case (RFC 9110 §11.1).
    fileprivate func dropping(scheme: String) -> Substring? {
        prefix(scheme.count).lowercased() == scheme ? dropFirst(scheme.count) : nil
    }
}
