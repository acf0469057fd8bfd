// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A check by one of the standard systems over a run of places, by default the whole value.
struct CheckSystem: Sendable {
    private enum System: String, CaseIterable {
        /// ISO/IEC 7812-1 annex B; also known as HL7 modulus 10.
        case luhn
        /// ISO/IEC 7064, a hybrid system: German tax numbers, Croatian OIB.
        case mod11x10 = "mod11-10"
        /// ISO/IEC 7064, two check digits: the whole is 1 modulo 97.
        case mod97x10 = "mod97-10"
        /// Verhoeff's dihedral system.
        case verhoeff
    }

    private let system: System
    private let places: Places?
    private let prefix: [UInt8]

    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["name", "at", "prefix"])
        let named = try keys.required("name").string()
        guard let system = System(rawValue: named) else {
            throw node.error(.invalidValue, YAMLNode.unknown(named, among: System.allCases.map(\.rawValue)))
        }
        self.system = system
        places = try keys.optional("at").map { (node) throws(DocumentError) in try Places(node) }
        prefix = Array(try keys.optional("prefix")?.string().utf8 ?? "".utf8)
    }

    func accepts(_ value: [UInt8]) -> Bool {
        let taken: ArraySlice<UInt8>
        if let places {
            guard let bytes = places.bytes(of: value) else { return false }
            taken = bytes
        } else {
            taken = value[...]
        }
        let text = prefix + taken
        switch system {
        case .luhn: return Luhn.isValid(text)
        case .mod11x10: return Self.passesMod11x10(text)
        case .mod97x10: return Self.passesMod97x10(text)
        case .verhoeff: return Self.passesVerhoeff(text)
        }
    }

    private static func passesMod11x10(_ text: [UInt8]) -> Bool {
        guard text.count > 1, text.allSatisfy(\.isASCIIDigit) else { return false }
        var product = 10
        for byte in text.dropLast() {
            let sum = (product + Int(byte &- 0x30)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (product + Int(text[text.count - 1] &- 0x30)) % 10 == 1
    }

    /// Letters count as 10 to 35.
    static func passesMod97x10(_ text: [UInt8]) -> Bool {
        guard text.count > 2 else { return false }
        var remainder = 0
        for byte in text {
            if byte.isASCIIDigit {
                remainder = (remainder * 10 + Int(byte &- 0x30)) % 97
            } else if byte.isASCIIUppercase {
                remainder = (remainder * 100 + Int(byte &- 0x41) + 10) % 97
            } else {
                return false
            }
        }
        return remainder == 1
    }

    /// J. Verhoeff, Error Detecting Decimal Codes, 1969: multiplication in the dihedral group of order ten.
    static func passesVerhoeff(_ text: [UInt8]) -> Bool {
        guard text.count > 1, text.allSatisfy(\.isASCIIDigit) else { return false }
        var state = 0
        for (index, byte) in text.reversed().enumerated() {
            var digit = Int(byte &- 0x30)
            for _ in 0..<index % 8 { digit = permutation[digit] }
            state = dihedralProduct(state, digit)
        }
        return state == 0
    }

    private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

    private static func dihedralProduct(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): (left + right - 5) % 5 + 5
        case (false, true): (left - 5 - right + 5) % 5 + 5
        case (false, false): (left - right + 5) % 5
        }
    }
}
