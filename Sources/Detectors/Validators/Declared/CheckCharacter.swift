// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// How the result of a formula is written in the value: which character or number must stand at the check's place.
struct CheckCharacter: Sendable {
    /// A second modulus: of `11, then 10` a result of 10 is written 0.
    private let then: Int?
    /// Results that are written as others.
    private let replaced: [Int: Int]
    /// The characters of results 0, 1, …; `nil`: the result is written in decimal digits.
    private let alphabet: [UInt8]?

    /// The keys that it reads of a formula.
    static let keys = ["then", "map", "alphabet"]

    init(_ keys: YAMLMapping) throws(DocumentError) {
        then = try keys.optional("then")?.integer()
        if let node = keys.optional("then"), let then, then < 2 {
            throw node.error(.invalidValue, "a modulus is 2 or more")
        }
        var replaced: [Int: Int] = [:]
        for (key, value) in try keys.optional("map")?.pairs() ?? [] {
            guard let result = Int(key) else { throw value.error(.invalidValue, "a result is a whole number") }
            replaced[result] = try value.integer()
        }
        self.replaced = replaced
        alphabet = try keys.optional("alphabet").map { (node) throws(DocumentError) in Array(try node.string().utf8) }
    }

    /// Whether `written` says `result`.
    func accepts(_ result: Int, written: ArraySlice<UInt8>) -> Bool {
        var result = replaced[result] ?? result
        if let then { result %= then }
        if let alphabet {
            return alphabet.indices.contains(result) && written.count == 1 && written.first == alphabet[result]
        }
        guard written.allSatisfy(\.isASCIIDigit), written.count < 10 else { return false }
        return written.reduce(0) { $0 * 10 + Int($1 &- 0x30) } == result
    }
}
