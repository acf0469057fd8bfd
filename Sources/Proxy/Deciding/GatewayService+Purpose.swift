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
        guard gateway.snapshot.policy.purposes.contains(purpose), rights.admits(purpose: name) else {
            throw GatewayError(.invalidBody, "The header x-zavesa-purpose names no purpose that is declared here.")
        }
        return purpose
    }
}
