// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The wire formats this gateway speaks, each by the vendor that made it. The raw value stands in settings and in the
/// audit log.
package enum Dialect: String, CaseIterable, Sendable {
    case openai, anthropic

    /// What settings may say.
    package static var names: [String] { allCases.map(\.rawValue) }
}
