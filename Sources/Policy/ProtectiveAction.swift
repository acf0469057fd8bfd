// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What happens to one detection before the request leaves.
package enum ProtectiveAction: String, Sendable, CaseIterable {
    /// Replaced by a token whose value the vault keeps.
    case tokenize
    /// Replaced by a fixed word; nothing keeps the value.
    case redact
    /// Left in clear; counts for the residual class.
    case pass
    /// The request is refused.
    case block
    /// Some characters stay, the others become asterisks; nothing keeps the value.
    case mask
    /// Replaced by something wider that is true of it: a year, an age band, a network; nothing keeps the value.
    case generalize
    /// Replaced by an invented value of its form, drawn at random; nothing keeps the value, and nothing leads back.
    case surrogate
    /// Replaced by a keyed hash, equal for equal values of a tenant; nothing keeps the value.
    case hash
}

extension ProtectiveAction {
    /// How little of a value leaves, for comparing two actions: of two, the one with the higher number is the stricter.
    ///
    /// A generalised value says something true of the person, a masked one shows characters of it, a token and a hash
    /// say only that two values are equal (a token comes back, a hash does not), an invented value and a fixed word say
    /// nothing.
    package var strictness: Int {
        switch self {
        case .pass: 0
        case .generalize: 1
        case .mask: 2
        case .tokenize: 3
        case .hash: 4
        case .surrogate: 5
        case .redact: 6
        case .block: 7
        }
    }

    /// Whether something else stands in the place of the value: it is not in what leaves, so that it does not count for
    /// the residual class. What a generalised value still says is internal (C1), as every prompt is.
    package var replaces: Bool { self != .pass && self != .block }

    /// Whether what leaves is personal data yet: a token comes back with the vault, a hash says that two values are
    /// equal, and a masked or a generalised value says something of the person. A fixed word and an invented value do not.
    package var leavesPersonalData: Bool { self != .redact && self != .surrogate && self != .block }

    /// The method of depersonalisation that it is an instance of; `nil` where the value stays, or the request does not go.
    package var method: DepersonalizationMethod? {
        switch self {
        case .tokenize, .hash: .identifiers
        case .redact, .mask, .surrogate: .composition
        case .generalize: .generalisation
        case .pass, .block: nil
        }
    }
}

/// The methods of Roskomnadzor's order 140 of 19.06.2025 (annex 2) that actions here are instances of.
///
/// Control: ZV-DEI-02
package enum DepersonalizationMethod: String, Sendable, CaseIterable {
    /// Введение идентификаторов.
    case identifiers
    /// Изменение состава или семантики.
    case composition
    /// Обобщение.
    case generalisation
}
