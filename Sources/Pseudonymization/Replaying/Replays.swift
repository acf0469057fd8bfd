// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers

/// The texts of a request that go back to an upstream exactly as they came from it.
struct Replays {
    /// Slots that are neither searched for repeats nor replaced.
    private(set) var slots: Set<Int> = []
    /// Where they stand in the body.
    private(set) var ranges: [Range<Int>] = []
    /// What is written there, and the vendors' own signatures in place of ours.
    private(set) var edits: [JSONEdit] = []

    /// Without a seal, or where it does not fit, a text is one like any other.
    init(_ parsed: ParsedRequest, seal: ReplaySeal?) {
        for signed in parsed.signed {
            guard let signature = ReplaySeal.vendorSignature(in: signed.signature.utf8) else { continue }
            edits.append(JSONEdit(rewriting: signed.signature, as: signature))
            let slot = parsed.slots[signed.slot]
            guard let opened = seal?.open(signed.signature.utf8, over: slot.text.utf8) else { continue }
            slots.insert(signed.slot)
            ranges.append(slot.text.sourceRange)
            if let edit = JSONEdit(rewriting: slot, as: opened.original) { edits.append(edit) }
        }
    }

    /// A list with nothing in it for these slots.
    func without<Element>(_ lists: [[Element]]) -> [[Element]] {
        slots.isEmpty ? lists : lists.enumerated().map { slots.contains($0.offset) ? [] : $0.element }
    }
}
