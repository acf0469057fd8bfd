// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A stretch of text that may be a person's name, with its evidence.
struct NameCandidate: Sendable {
    /// Which words it covers.
    let tokens: Range<Int>
    /// Byte offsets in the folded text.
    let span: Range<Int>
    var score: NameScore
    var strength: EvidenceStrength
    /// Whether it may be taken on the strength of a name found elsewhere in the text.
    var canRepeat = true
    /// Makes `name`; most candidates are never asked.
    let spelledName: @Sendable () -> PersonName

    /// The name it spells, for the subject.
    var name: PersonName { spelledName() }
}

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
