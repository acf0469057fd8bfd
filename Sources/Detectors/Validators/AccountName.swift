// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Names under which people are known to a service.
package enum AccountName {
    /// Accounts of every system, and what stands where a name would.
    private static let placeholders: Set<[UInt8]> = Set(
        [
            "admin", "administrator", "root", "user", "username", "login", "guest", "test", "demo", "anonymous",
            "nobody",
            "system", "default", "none", "null", "nil", "true", "false", "undefined", "unknown", "string", "example",
            "required", "optional", "name", "nickname", "postgres", "public", "shared", "runner", "ubuntu", "debian",
            "centos", "vagrant", "docker", "jenkins", "www-data", "daemon", "me", "you", "yourname", "your_name",
        ].map { Array($0.utf8) })

    private static let maximumLength = 64

    /// Whether the text can be somebody's choice: one word with a letter in it, no placeholder, no variable.
    package static func isChosen(_ text: [UInt8]) -> Bool {
        let name = text.first == UInt8(ascii: "@") ? text[1...] : text[...]
        guard (2...maximumLength).contains(name.count), !placeholders.contains(name.map(\.asciiLowercased)) else {
            return false
        }
        // Skype's own accounts have a prefix with a colon.
        let word = name.starts(with: "live:".utf8) ? name.dropFirst("live:".utf8.count) : name
        return word.contains { $0.isASCIILetter || $0.isBeyondASCII }
            && word.allSatisfy { $0.isASCIIAlphanumeric || $0.isBeyondASCII || "._-+#".utf8.contains($0) }
    }
}
