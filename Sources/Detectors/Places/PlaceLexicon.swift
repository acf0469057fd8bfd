// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// Names of places in all case forms, looked up by the hash of their words: `dictionaries/places/places.lexicon`.
///
/// `scripts/build-places.py` makes the file, in the form of a name lexicon with flags of its own.
struct PlaceLexicon: Sendable {
    private let entries: NameLexicon

    /// Reads the lexicon. Throws if the file is missing or is none.
    init(path: String) throws(DocumentError) {
        entries = try NameLexicon(path: path)
    }

    /// What is known of words with this hash; empty if nothing is.
    func flags(of hash: UInt64) -> PlaceFlags { PlaceFlags(rawValue: entries.flags(of: hash).rawValue) }
}
