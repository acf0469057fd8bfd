// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Providers

extension ParsedRequest {
    /// Whether something must go as it is: an image, a file, or a number that is itself a finding, because a number
    /// cannot be replaced without changing its type (DESIGN §2.1).
    func hasResidue(beside findings: [[Detection]]) -> Bool {
        !residue.isEmpty || zip(slots, findings).contains { $0.form == .number && !$1.isEmpty }
    }
}
