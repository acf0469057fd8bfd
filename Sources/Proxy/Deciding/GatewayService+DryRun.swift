// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Providers

extension GatewayService {
    /// Whether a caller only wants to know what would become of its request. Anything but true and false is an error: a
    /// request that was meant as a trial must not be sent.
    static func isDryRun(_ headers: HTTPFields) throws(GatewayError) -> Bool {
        switch headers[.dryRun]?.lowercased() {
        case nil, "false": return false
        case "true": return true
        default: throw GatewayError(.invalidBody, "The header x-zavesa-dry-run is true or false.")
        }
    }
}

extension DirectCall {
    /// The caller's own protocol, where it asked in one.
    var errorShape: ErrorShape { dryRun.map { .dialect($0.dialect) } ?? operation.errorShape }
}
