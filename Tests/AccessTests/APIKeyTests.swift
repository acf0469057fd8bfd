// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import PrivacyCore
import StrictYAML
import Testing

@Suite struct APIKeyTests {
    private static let caller = Caller(id: CallerID(rawValue: "billing"), tenant: TenantID(rawValue: "acme"))

    private func entry(_ key: APIKey, expires: Int64? = nil, rights: Rights = .everyCall) -> KeyEntry {
        KeyEntry(
            id: key.id, caller: Self.caller, rights: rights, digest: key.digest, created: 1_800_000_000,
            expires: expires)
    }

    @Test func aKeyOpensItsOwnEntryAndNoOther() throws {
        let (key, other) = (APIKey.generate(), APIKey.generate())
        let directory = KeyDirectory([entry(key)])
        #expect(try directory.entry(of: key.text, at: 0).id == key.id)
        #expect(throws: Rejection.unknown) { try directory.entry(of: other.text, at: 0) }
    }

    /// The id finds the entry; it does not open it.
    @Test func anotherSecretUnderAKnownIDOpensNothing() throws {
        let (key, other) = (APIKey.generate(), APIKey.generate())
        let directory = KeyDirectory([
            KeyEntry(id: key.id, caller: Self.caller, rights: .everyCall, digest: other.digest)
        ])
        #expect(throws: Rejection.unknown) { try directory.entry(of: key.text, at: 0) }
    }

    @Test func aKeyEndsAtItsTime() throws {
        let key = APIKey.generate()
        let directory = KeyDirectory([entry(key, expires: 1_000)])
        #expect(try directory.entry(of: key.text, at: 999).id == key.id)
        #expect(throws: Rejection.expired) { try directory.entry(of: key.text, at: 1_000) }
    }

    @Test func oneChangedCharacterIsNoticedWithoutLookingAnythingUp() throws {
        let text = APIKey.generate().text.expose { $0 }
        #expect(APIKey.id(of: text) != nil)
        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
            #expect(APIKey.id(of: changed) == nil)
        }
    }

    @Test func aThousandKeysAreAThousandKeys() {
        let keys = (0..<1_000).map { _ in APIKey.generate().text.expose { $0 } }
        #expect(Set(keys).count == 1_000)
        #expect(keys.allSatisfy { $0.wholeMatch(of: /zv_[0-9a-hjkmnp-tv-z]{8}_[0-9a-hjkmnp-tv-z]{38}/) != nil })
    }

    @Test func theStoreComesBackAsItWasWrittenAndHoldsNoKey() throws {
        let (first, second) = (APIKey.generate(), APIKey.generate())
        var document = KeyStoreDocument()
        let rights = try Rights(
            permissions: [.chat, .restore], dialects: ["openai"], models: ["gpt-*", "it's"], purposes: ["support"])
        document.entries = [entry(first, expires: 1_900_000_000, rights: rights), entry(second)]
        let read = try KeyStoreDocument(YAMLNode(parsing: document.text, file: "keys.yaml"))
        #expect(read.entries == document.entries)
        for key in [first, second] {
            let secret = key.text.expose { $0.suffix(38) }
            #expect(!document.text.contains(secret))
        }
    }

    @Test(arguments: [
        ("roles: [operator, detokenizer]", "exclude each other"), ("roles: [operater]", "did you mean operator?"),
        ("roles: [operator], permissions: [restore]", "needs the role"), ("purpose: [a]", "did you mean purposes?"),
        ("models: {a: b}", "expected a list"), ("expires: tomorrow", "expected a time"), ("tenant: 'a b'", "names are"),
    ])
    func whatTheStoreDoesNotUnderstandItRefuses(member: String, expectation: String) {
        let hash = String(repeating: "0", count: 64)
        let text =
            "version: 1\nkeys:\n- {id: '00000000', caller: a, created: 2026-01-01, sha256: '\(hash)', \(member)}\n"
        let error = #expect(throws: DocumentError.self) {
            try KeyStoreDocument(YAMLNode(parsing: text, file: "keys.yaml"))
        }
        #expect(error?.description.contains(expectation) == true)
    }

    /// Control: ZV-ACC-02
    @Test func theChangesBetweenTwoStatesAreWhatWasGivenAndTaken() throws {
        let keys = (0..<3).map { _ in APIKey.generate() }
        let before = KeyDirectory([entry(keys[0]), entry(keys[1])])
        let narrowed = entry(keys[1], rights: try Rights(permissions: [.chat]))
        let after = KeyDirectory([narrowed, entry(keys[2])])
        let changes = before.changes(to: after)
        #expect(changes.granted == [narrowed, entry(keys[2])])
        #expect(changes.revoked == [entry(keys[0]), entry(keys[1])])
        #expect(before.kept(in: after).entries.isEmpty)
    }
}
