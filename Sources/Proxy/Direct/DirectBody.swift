// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers

/// The body of a direct operation: one JSON object, each member of which is read as what it has to be.
struct DirectBody {
    let scan: JSONScan

    /// `members` are all that the object may have: a misspelt name would otherwise be a wish that nobody hears. `nil`
    /// passes over what is not asked for.
    ///
    /// Throws `invalid_body`, or `pii_scan_limit` for one that is too deep or has too many values.
    init(_ body: [UInt8], members: Set<String>?) throws(GatewayError) {
        do throws(ProviderError) {
            scan = try JSONBody.object(body)
        } catch {
            throw GatewayError(error)
        }
        guard let members else { return }
        for key in scan.children(of: 0) where !members.contains(scan.string(key)) {
            throw GatewayError(.invalidBody, "It has a member that this path does not take.")
        }
    }

    /// A member's value; `nil` where it is absent. `nullIsAbsent` takes `null` for absent.
    func value(_ name: String, nullIsAbsent: Bool = false) -> Int? {
        guard let value = scan.member(name, of: 0) else { return nil }
        return nullIsAbsent && scan.nodes[value].kind == .null ? nil : value
    }

    /// A name that the caller gave to something: a string that is not empty.
    func name(_ member: String, _ expectation: String) throws(GatewayError) -> Sensitive<[UInt8]>? {
        guard let value = value(member) else { return nil }
        guard scan.nodes[value].kind == .string, !scan.nodes[value].range.isEmpty else {
            throw GatewayError(.invalidBody, expectation)
        }
        return Sensitive(scan.decoded(value).utf8)
    }

    /// The texts of `text` or `texts`, of which there has to be exactly one.
    func texts() throws(GatewayError) -> DirectTexts {
        switch (value("text"), value("texts")) {
        case (let text?, nil) where scan.nodes[text].kind == .string: return try DirectTexts(text, in: scan)
        case (nil, let texts?) where scan.nodes[texts].kind == .array: return try DirectTexts(texts, in: scan)
        default:
            throw GatewayError(.invalidBody, "It needs either text, a string, or texts, a list of strings.")
        }
    }
}
