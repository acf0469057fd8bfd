// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import PrivacyCore
import Testing

/// Keys files of one caller a line.
@Suite struct CallerDirectoryTests {
    /// SHA-256 of `secret`.
    private static let digest = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"

    private func entry(of key: String, in text: String) throws -> KeyEntry {
        try KeyDirectory(KeyLines.entries(parsing: text)).entry(of: Sensitive(key), at: 0)
    }

    @Test func aKeyNamesItsCallerAndTenant() throws {
        let entry = try entry(of: "secret", in: "\n# name tenant hash\napp acme sha256:\(Self.digest)\n")
        #expect(entry.caller == Caller(id: CallerID(rawValue: "app"), tenant: TenantID(rawValue: "acme")))
        #expect(entry.rights == .everyCall)
    }

    @Test(arguments: ["other", "", "c2VjcmV0", "secret "])
    func withoutTheKeyNobodyIsKnown(key: String) throws {
        #expect(throws: Rejection.unknown) { try entry(of: key, in: "app acme sha256:\(Self.digest)") }
    }

    @Test func anEmptyFileLetsNobodyIn() throws {
        #expect(throws: Rejection.unknown) { try entry(of: "secret", in: "") }
    }

    @Test func withoutAFileEverybodyIsLocal() async throws {
        #expect(try await AccessRules.open.principal(credential: nil, certificate: nil, at: 0).caller == .local)
    }

    @Test(arguments: [
        "app acme", "app acme secret", "app acme sha256:12", "app acme sha256:\(String(repeating: "g", count: 64))",
        "ivan.petrov@example.ru acme sha256:\(digest)", "app acme sha256:\(digest) more",
        "app acme sha256:\(digest)\napp acme sha256:\(digest)", "app 79161234567 sha256:\(digest)",
    ])
    func aWrongLineIsRefusedByItsNumber(text: String) {
        let error = #expect(throws: KeysFileError.self) { try KeyLines.entries(parsing: "# one\n" + text) }
        #expect(error?.line == (text.contains("\n") ? 3 : 2))
        #expect(error?.description.contains("secret") == false)
    }
}
