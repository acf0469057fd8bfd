// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A stretch of text that may be a person's name, with its evidence.
struct NameCandidate: Sendable {
    /// Which words it covers.
    let tokens: Range<Int>
    /// Byte offsets in the folded text.
    let span: Range<Int>
    var score: EvidenceSum
    var strength: EvidenceStrength
    /// Whether it may be taken on the strength of a name found elsewhere in the text.
    var canRepeat = true
    /// Whether it is a usual name that is nothing else.
    var isUsual = false
    /// How the text hands it over.
    var handing = Handing.plainly

    /// How a text hands a name over.
    enum Handing: Sendable {
        /// As any word.
        case plainly
        /// Letter by letter, which no tagger knows of.
        case spelled
        /// As what somebody is called, in words that no list has: "call me".
        case said
        /// The same behind words that hardly anything but a name follows: "my name is".
        case named
    }

    /// Makes `name`; most candidates are never asked.
    private(set) var spelledName: @Sendable () -> PersonName

    /// The name it spells, for the subject.
    var name: PersonName { spelledName() }

    /// The same candidate with its name made: for one that is asked more than once.
    var named: NameCandidate {
        let name = name
        var candidate = self
        candidate.spelledName = { name }
        return candidate
    }
}
