// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What speaks for a chain being an address, and of which kind the strongest of it is.
struct AddressScore {
    /// Log-odds below which nothing is reported (probability 0.27).
    static let floor = -1.0

    let evidence: EvidenceSum
    let strength: EvidenceStrength
}
