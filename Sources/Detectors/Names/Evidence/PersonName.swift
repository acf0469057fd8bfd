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

    init() {}

    /// A name of unknown build, by its words: the last one is the surname, the first the given name.
    init(words: [[UInt8]]) {
        surnames = [words.last ?? []]
        if words.count > 1 { givens = [words[0]] }
        if words.count > 2 { patronymics = [Array(words[1..<words.count - 1].joined(separator: [0x20]))] }
    }

    /// Whether it names a surname and a given name.
    var isFull: Bool { !surnames.isEmpty && !givens.isEmpty }
}
