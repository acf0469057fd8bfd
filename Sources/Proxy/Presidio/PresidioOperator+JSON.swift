// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

extension PresidioOperator {
    /// Reads one entry of `anonymizers`. `salt` is for hashes whose caller gives none: a value of few digits could else be
    /// found by hashing all of them.
    ///
    /// Throws `invalid_body` for an operator that is not served, or parameters that it does not take.
    init(_ node: Int, in scan: JSONScan, salt: [UInt8]) throws(GatewayError) {
        let parameters = OperatorParameters(node: node, scan: scan)
        switch try parameters.string("type") {
        case Array("replace".utf8): self = .replace(try parameters.string("new_value"))
        case Array("redact".utf8): self = .redact
        case Array("keep".utf8): self = .keep
        case Array("mask".utf8): self = try Self.mask(parameters)
        case Array("hash".utf8): self = try Self.hash(parameters, salt: salt)
        case Array("encrypt".utf8):
            throw GatewayError(
                .invalidBody, "encrypt is not served: /v1/privacy/tokenize keeps values in the vault instead.")
        default: throw GatewayError(.invalidBody, "This operator is not served: see /anonymizers.")
        }
    }

    private static func mask(_ parameters: OperatorParameters) throws(GatewayError) -> PresidioOperator {
        guard let character = try parameters.string("masking_char"),
            String(decoding: character, as: UTF8.self).unicodeScalars.count == 1,
            let count = try parameters.integer("chars_to_mask")
        else {
            throw GatewayError(
                .invalidBody, "mask needs masking_char, one character, and chars_to_mask, a whole number.")
        }
        return .mask(with: character, count: count, fromEnd: try parameters.boolean("from_end") ?? false)
    }

    private static func hash(
        _ parameters: OperatorParameters, salt: [UInt8]
    ) throws(GatewayError) -> PresidioOperator {
        let name = try parameters.string("hash_type") ?? Array("sha256".utf8)
        guard let type = HashType(rawValue: String(decoding: name, as: UTF8.self)) else {
            throw GatewayError(.invalidBody, "hash_type is sha256 or sha512.")
        }
        return .hash(type, salt: try parameters.string("salt") ?? salt)
    }
}

/// The members of one operator.
private struct OperatorParameters {
    let node: Int
    let scan: JSONScan

    func string(_ name: String) throws(GatewayError) -> [UInt8]? {
        guard let value = try value(name) else { return nil }
        guard scan.nodes[value].kind == .string else { throw Self.wrongType }
        return scan.decoded(value).utf8
    }

    func integer(_ name: String) throws(GatewayError) -> Int? {
        guard let value = try value(name) else { return nil }
        guard scan.nodes[value].kind == .number, let number = Double(scan.string(value)).flatMap({ Int(exactly: $0) })
        else { throw Self.wrongType }
        return number
    }

    func boolean(_ name: String) throws(GatewayError) -> Bool? {
        guard let value = try value(name) else { return nil }
        switch scan.nodes[value].kind {
        case .true: return true
        case .false: return false
        default: throw Self.wrongType
        }
    }

    private func value(_ name: String) throws(GatewayError) -> Int? {
        guard scan.nodes[node].kind == .object else { throw Self.wrongType }
        guard let value = scan.member(name, of: node), scan.nodes[value].kind != .null else { return nil }
        return value
    }

    private static let wrongType = GatewayError(.invalidBody, "An operator's parameter has a wrong type.")
}
