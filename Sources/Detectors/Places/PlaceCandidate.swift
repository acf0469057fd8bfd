// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// A stretch of text that may be the name of a place, with its evidence.
struct PlaceCandidate: Sendable {
    /// Which words it covers.
    let tokens: Range<Int>
    /// Byte offsets in the folded text.
    let span: Range<Int>
    let flags: PlaceFlags
    var score: EvidenceSum
    /// Whether words around it speak for a place.
    var isAnnounced = false
}
