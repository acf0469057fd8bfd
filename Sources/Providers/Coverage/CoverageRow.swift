// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One line of a provider's coverage table.
package struct CoverageRow: Sendable, Equatable {
    /// The way from the root: `messages[].role`; `*` is any key, `**` any key or element below.
    package let path: String
    package let treatment: FieldTreatment

    package init(_ path: String, _ treatment: FieldTreatment) {
        self.path = path
        self.treatment = treatment
    }
}
