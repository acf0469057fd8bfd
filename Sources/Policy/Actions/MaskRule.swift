// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// How many letters and digits a masked value shows.
package struct MaskRule: Sendable, Equatable {
    /// From its beginning.
    package let first: Int
    /// From its end.
    package let last: Int

    package init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// Of a value with so many letters and digits, which stay; `nil` where all are hidden because too few would be.
    package func shown(of count: Int, in dataClass: DataClass) -> (first: Int, last: Int)? {
        let most = Self.most(of: dataClass)
        let kept = first + last
        guard kept > 0, kept <= most.kept,
            count - kept >= (count * most.hidden.of + most.hidden.in - 1) / most.hidden.in
        else { return nil }
        return (first, last)
    }

    /// The most that a class lets a mask show: so many characters, and never more than leaves a share of them hidden.
    ///
    /// Identity documents (C4) show two characters at most and hide three quarters, special categories and cards (C3)
    /// show four and hide two thirds (PCI DSS 4.0 req. 3.4.1 allows more), personal data show six and hide a half.
    static func most(of dataClass: DataClass) -> (kept: Int, hidden: (of: Int, in: Int)) {
        switch dataClass {
        case .c0, .c1, .c2: (6, (1, 2))
        case .c3: (4, (2, 3))
        case .c4, .c5: (2, (3, 4))
        }
    }
}

/// What masks show, by type.
package struct MaskRules: Sendable, Equatable {
    /// What an operator wrote for one type.
    package var types: [EntityType: MaskRule] = [:]
    /// What an operator wrote for all others.
    package var fallback: MaskRule?

    package init() {}

    /// The rule for a type of a class: its own, or the last four characters, where the class lets so many be seen.
    package func rule(for type: EntityType, in dataClass: DataClass) -> MaskRule {
        if let own = types[type] { return own }
        let usual = fallback ?? MaskRule(first: 0, last: 4)
        let most = MaskRule.most(of: dataClass).kept
        guard usual.first + usual.last > most else { return usual }
        return MaskRule(first: 0, last: min(usual.last, most))
    }
}
