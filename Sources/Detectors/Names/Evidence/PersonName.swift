// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The parts of one mention of a person, each as the lemmas it can be, best first. Lower-case bytes.
struct PersonName: Sendable, Equatable {
    var surnames: [[UInt8]] = []
    var givens: [[UInt8]] = []
    var patronymics: [[UInt8]] = []
    /// First letters of given name and patronymic, where only they are written.
    var initials: [[UInt8]] = []
    /// The genders the forms allow.
    var gender: RussianGender = [.masculine, .feminine, .plural]

    /// Whether it names a surname and a given name.
    var isFull: Bool { !surnames.isEmpty && !givens.isEmpty }
}
