// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Testing

/// Control: ZV-ACC-03
@Suite struct RoleTests {
    @Test(arguments: [
        [Role.operator, .auditor], [.operator, .detokenizer], [.operator, .caller], [.auditor, .detokenizer],
        [.auditor, .caller], [],
    ])
    func whoRunsOrAuditsReadsNoValues(roles: [Role]) { #expect(RoleSet(Set(roles)) == nil) }

    @Test(arguments: [[Role.caller], [.operator], [.auditor], [.detokenizer], [.caller, .detokenizer]])
    func theOthersGoTogether(roles: [Role]) { #expect(RoleSet(Set(roles))?.roles == Set(roles)) }
}
