// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A check by the whole number modulo something: 97 in France and Belgium, 23 in Spain, 31 in Finland.
struct NumberRemainder: Sendable {
    private enum Result: String, CaseIterable {
        /// The check is the remainder.
        case remainder
        /// The check is the modulus less the remainder, 1 to the modulus.
        case complement
    }

    private let digits: Places
    private let prefix: [UInt8]
    private let replaced: [(text: [UInt8], by: [UInt8])]
    private let modulus: Int
    private let result: Result
    private let check: Places
    private let character: CheckCharacter

    private static let keys = ["digits", "prefix", "replace", "modulus", "result", "check"]

    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: Self.keys + CheckCharacter.keys)
        digits = try Places(keys.required("digits"))
        prefix = Array(try keys.optional("prefix")?.string().utf8 ?? "".utf8)
        var replaced: [(text: [UInt8], by: [UInt8])] = []
        for (text, value) in try keys.optional("replace")?.pairs() ?? [] {
            replaced.append((Array(text.utf8), Array(try value.string().utf8)))
        }
        self.replaced = replaced
        modulus = try keys.required("modulus").integer()
        guard (2...1_000_000).contains(modulus) else {
            throw try keys.required("modulus").error(.invalidValue, "a modulus is 2 to 1000000")
        }
        let named = try keys.optional("result")?.string() ?? Result.remainder.rawValue
        guard let result = Result(rawValue: named) else {
            throw node.error(.invalidValue, YAMLNode.unknown(named, among: Result.allCases.map(\.rawValue)))
        }
        self.result = result
        check = try Places(keys.required("check"))
        character = try CheckCharacter(keys)
    }

    func accepts(_ value: [UInt8]) -> Bool {
        guard let taken = digits.bytes(of: value), let written = check.bytes(of: value) else { return false }
        var remainder = 0
        for byte in prefix + replacing(Array(taken)) {
            guard byte.isASCIIDigit else { return false }
            remainder = (remainder * 10 + Int(byte &- 0x30)) % modulus
        }
        return character.accepts(result == .remainder ? remainder : modulus - remainder, written: written)
    }

    /// Letters that stand for digits, such as 2A in a Corsican number.
    private func replacing(_ digits: [UInt8]) -> [UInt8] {
        guard !replaced.isEmpty, digits.contains(where: { !$0.isASCIIDigit }) else { return digits }
        var rest = digits[...]
        var result: [UInt8] = []
        while let first = rest.first {
            if let rule = replaced.first(where: { rest.starts(with: $0.text) }) {
                result += rule.by
                rest = rest.dropFirst(rule.text.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
