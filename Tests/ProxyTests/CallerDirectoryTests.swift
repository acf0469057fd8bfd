// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import PrivacyCore
import Proxy
import Testing

@Suite struct CallerDirectoryTests {
    /// SHA-256 of `secret`.
    private static let digest = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"

    @Test func aKeyNamesItsCallerAndTenant() throws {
        let directory = try CallerDirectory(parsing: "\n# name tenant hash\napp acme sha256:\(Self.digest)\n")
        let caller = directory.caller(of: [.authorization: "Bearer secret"])
        #expect(caller == Caller(id: CallerID(rawValue: "app"), tenant: TenantID(rawValue: "acme")))
        #expect(directory.asksForKey)
    }

    @Test(arguments: ["Bearer other", "Bearer ", "Basic c2VjcmV0", "secret", ""])
    func withoutTheKeyNobodyIsKnown(authorization: String) throws {
        let directory = try CallerDirectory(parsing: "app acme sha256:\(Self.digest)")
        #expect(directory.caller(of: [.authorization: authorization]) == nil)
    }

    @Test func anEmptyFileLetsNobodyIn() throws {
        #expect(try CallerDirectory(parsing: "").caller(of: [.authorization: "Bearer secret"]) == nil)
    }

    @Test func withoutAFileEverybodyIsLocal() {
        #expect(CallerDirectory.open.caller(of: [:]) == .local)
    }

    @Test(arguments: [
        "app acme", "app acme secret", "app acme sha256:12", "app acme sha256:\(String(repeating: "g", count: 64))",
        "ivan.petrov@example.ru acme sha256:\(digest)", "app acme sha256:\(digest) more",
        "app acme sha256:\(digest)\napp acme sha256:\(digest)",
    ])
    func aWrongLineIsRefusedByItsNumber(text: String) {
        let error = #expect(throws: KeysFileError.self) { try CallerDirectory(parsing: "# one\n" + text) }
        #expect(error?.line == (text.contains("\n") ? 3 : 2))
        #expect(error?.description.contains("secret") == false)
    }
}
