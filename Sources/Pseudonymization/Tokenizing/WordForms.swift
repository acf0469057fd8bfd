// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Synchronization

/// A word of a value and, where it is of a person's name, its forms in other cases. These take longer to make than to
/// compare, and for all but the first word of a value they are asked for only where the words before it stand: they are
/// made when that is so, once.
final class WordForms: Sendable {
    private let word: [UInt8]
    private let isName: Bool
    private let known = Mutex<Set<[UInt8]>?>(nil)

    init(_ word: [UInt8], isName: Bool) {
        self.word = word
        self.isName = isName
    }

    /// Every form that it may take.
    var all: Set<[UInt8]> {
        known.withLock { known in
            if let known { return known }
            let forms = Set(isName ? RussianNameForms.forms(of: word) + [word] : [word])
            known = forms
            return forms
        }
    }

    /// Whether a word of a text is one of them.
    func contains(_ other: ArraySlice<UInt8>) -> Bool {
        other == word[...] || isName && all.contains(Array(other))
    }
}
