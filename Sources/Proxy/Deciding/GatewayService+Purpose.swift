// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import HTTPTypes
import Policy

extension GatewayService {
    /// What a caller says its request is for. A purpose that the policy does not declare is an error, so that a misspelt
    /// one is not taken for none; the answer names no purposes.
    func purpose(_ headers: HTTPFields, of rights: Rights) throws(GatewayError) -> Purpose? {
        guard let name = headers[.purpose] else { return nil }
        let purpose = Purpose(rawValue: name)
        try gateway.snapshot.check(purpose)
        guard rights.admits(purpose: name) else { throw .undeclaredPurpose }
        return purpose
    }
}

extension GatewaySnapshot {
    /// Asked again of the snapshot that a request works with: between the door and there its policy may have been swapped.
    func check(_ purpose: Purpose?) throws(GatewayError) {
        guard let purpose, !policy.purposes.contains(purpose) else { return }
        throw .undeclaredPurpose
    }
}

extension GatewayError {
    fileprivate static let undeclaredPurpose = GatewayError(
        .invalidBody, "The header x-zavesa-purpose names no purpose that is declared here.")
}
