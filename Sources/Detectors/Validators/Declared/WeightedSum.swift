// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A check digit by a weighted sum, as most registers compute theirs: Σ weightᵢ·characterᵢ modulo something.
struct WeightedSum: Sendable {
    /// What the remainder r of the sum says.
    private enum Result: String, CaseIterable {
        /// The check is r.
        case remainder
        /// The check is modulus − r, and 0 where r is 0.
        case complement
        /// The sum includes the check and is a multiple of the modulus.
        case zero
    }

    /// The weights, and those that are tried where the ones before give 10.
    private let weights: [[Int]]
    private let start: Int
    private let modulus: Int
    private let added: Int
    private let result: Result
    private let check: Places?
    private let character: CheckCharacter
    /// The value of a letter is its place here from 0; `nil`: A is 10 as in ISO 7064 and ICAO 9303.
    private let letters: [UInt8]?

    private static let keys = ["weights", "retry", "from", "modulus", "add", "result", "check", "letters"]

    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: Self.keys + CheckCharacter.keys)
        var weights = [try Self.integers(keys.required("weights"))]
        for retry in try keys.optional("retry")?.elements() ?? [] { weights.append(try Self.integers(retry)) }
        self.weights = weights
        start = try keys.optional("from").map { (node) throws(DocumentError) in try Places(node).range.lowerBound } ?? 0
        modulus = try keys.required("modulus").integer()
        guard modulus >= 2 else { throw try keys.required("modulus").error(.invalidValue, "a modulus is 2 or more") }
        added = try keys.optional("add")?.integer() ?? 0
        let named = try keys.optional("result")?.string() ?? Result.remainder.rawValue
        guard let result = Result(rawValue: named) else {
            throw node.error(.invalidValue, YAMLNode.unknown(named, among: Result.allCases.map(\.rawValue)))
        }
        self.result = result
        check = try keys.optional("check").map { (node) throws(DocumentError) in try Places(node) }
        guard (check == nil) == (result == .zero) else {
            throw node.error(.missingKey, "the key check says where the check stands, unless the result is zero")
        }
        character = try CheckCharacter(keys)
        letters = try keys.optional("letters").map { (node) throws(DocumentError) in Array(try node.string().utf8) }
    }

    func accepts(_ value: [UInt8]) -> Bool {
        for weights in weights {
            guard let remainder = remainder(of: value, weights: weights) else { return false }
            switch result {
            case .zero: return remainder == 0
            case .remainder, .complement:
                let outcome = result == .remainder ? remainder : (modulus - remainder) % modulus
                if outcome == 10, weights != self.weights.last { continue }
                guard let written = check?.bytes(of: value) else { return false }
                return character.accepts(outcome, written: written)
            }
        }
        return false
    }

    private func remainder(of value: [UInt8], weights: [Int]) -> Int? {
        guard start + weights.count <= value.count else { return nil }
        var sum = added
        for (index, weight) in weights.enumerated() {
            guard let number = number(of: value[start + index]) else { return nil }
            sum += weight * number
        }
        return ((sum % modulus) + modulus) % modulus
    }

    private func number(of byte: UInt8) -> Int? {
        if byte.isASCIIDigit { return Int(byte &- 0x30) }
        if let letters { return letters.firstIndex(of: byte) }
        return byte.isASCIIUppercase ? Int(byte &- 0x41) + 10 : nil
    }

    private static func integers(_ node: YAMLNode) throws(DocumentError) -> [Int] {
        var numbers: [Int] = []
        for element in try node.elements() {
            let number = try element.integer()
            guard abs(number) <= 1000 else { throw element.error(.invalidValue, "a weight is at most 1000") }
            numbers.append(number)
        }
        guard (1...64).contains(numbers.count) else { throw node.error(.invalidValue, "expected 1 to 64 weights") }
        return numbers
    }
}
