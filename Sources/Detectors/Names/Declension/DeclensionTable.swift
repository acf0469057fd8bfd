// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The declensions of Russian names by the part of a name they are for: the first that is for a word holds.
struct DeclensionTable: Sendable {
    private var surname: [DeclensionRule] = []
    private var given: [DeclensionRule] = []
    private var patronymic: [DeclensionRule] = []

    /// Adds the rules of a file: those of a later one go first.
    mutating func add(_ document: GrammarDocument) {
        surname = document.surname + surname
        given = document.given + given
        patronymic = document.patronymic + patronymic
    }

    /// The form in a case of a word with this dictionary form, in small letters without ё; `nil` where nobody knows.
    func form(
        of lemma: [UInt8], as role: NameRoles, _ gender: RussianGender, _ grammaticalCase: GrammaticalCase
    ) -> (form: [UInt8], losesYo: Bool)? {
        let rules =
            switch role {
            case .given: given
            case .patronymic: patronymic
            default: surname
            }
        for rule in rules {
            guard let form = rule.form(of: lemma, gender, grammaticalCase) else { continue }
            return (form, rule.isPlain && grammaticalCase != .nominative)
        }
        return nil
    }
}
