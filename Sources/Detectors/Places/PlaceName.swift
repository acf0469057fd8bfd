// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A name of the lexicon as it stands in a text.
struct PlaceName: Sendable {
    /// Which words it covers.
    let tokens: Range<Int>
    /// Byte offsets in the folded text; Arabic particles before the name are outside.
    let span: Range<Int>
    let flags: PlaceFlags
    /// The Arabic particle that was split off last, as the roles it has: بـ is "in", لـ is "to".
    let particle: PlaceRoles
}
