// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Testing

/// Control: ZV-TRF-02
@Suite struct ListSignerTests {
    /// RFC 8032 §7.1, test 2: the message is the one byte 72.
    private static let key = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
    private static let signature =
        "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA=="
    private static let message = Data([0x72])

    private func bytes() throws -> Data {
        try #require(ListSigner.signature(in: Data(Self.signature.utf8)))
    }

    @Test func theSignatureOfTheStandardHolds() throws {
        let signer = try #require(ListSigner(base64: Self.key))
        #expect(signer.signed(Self.message, as: try bytes()))
        #expect(signer.id == "39f713d0a644253f04529421b9f51b9b08979d08295959c4f3990ee617f5139f")
    }

    @Test func itHoldsForThoseBytesAloneAndNotWithABitChanged() throws {
        let signer = try #require(ListSigner(base64: Self.key))
        let signature = try bytes()
        for other in [Data(), Data([0x73]), Data([0x72, 0x0A])] { #expect(!signer.signed(other, as: signature)) }
        for place in signature.indices {
            var changed = signature
            changed[place] ^= 1
            #expect(!signer.signed(Self.message, as: changed))
        }
    }

    @Test func aFileHoldsASignatureAsItIsOrInBase64() throws {
        let raw = try bytes()
        #expect(ListSigner.signature(in: raw) == raw)
        #expect(ListSigner.signature(in: Data((Self.signature + "\n").utf8)) == raw)
        #expect(ListSigner.signature(in: Data(raw.base64EncodedString(options: .lineLength64Characters).utf8)) == raw)
        for wrong in [Data(), raw.dropLast(), raw + [0], Data("no signature".utf8), Data(count: 100_000)] {
            #expect(ListSigner.signature(in: Data(wrong)) == nil)
        }
    }

    @Test(arguments: ["", "abc", "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zg==", signature])
    func aKeyIs32BytesInBase64(text: String) {
        #expect(ListSigner(base64: text) == nil)
    }
}
