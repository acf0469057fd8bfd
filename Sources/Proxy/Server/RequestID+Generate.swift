// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import FoundationEssentials
package import PrivacyCore

extension RequestID {
    /// A new id: a random UUID of version 7, the form the audit log takes.
    package static func generate() -> RequestID {
        RequestID(rawValue: UUIDv7.make(at: Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))))
    }
}
