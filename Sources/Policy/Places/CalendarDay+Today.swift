// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import PrivacyCore

extension CalendarDay {
    /// The day it is now, in UTC. Decisions do not ask for it: it is one of their facts.
    package static func today() -> CalendarDay {
        CalendarDay(secondsSince1970: Int64(Date.now.timeIntervalSince1970.rounded(.down)))
    }
}
