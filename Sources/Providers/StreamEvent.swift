// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import PrivacyCore

/// A text that arrives in pieces: one choice's content, or one tool call's arguments.
package struct Lane: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case content
        case reasoning
        /// What a model thinks, with a signature over it that the vendor checks when it comes back.
        case thinking
        case refusal
        /// JSON text in pieces; restored at the level of its strings.
        case toolArguments(index: Int)
        /// JSON text in pieces: the arguments of the one call that came before tool calls had indices.
        case functionArguments
        /// Free text that a custom tool is handed.
        case toolInput(index: Int)
        /// What spoken output says.
        case transcript
        /// A text of an item by what it is (`text`, `summary`, `code`) and its place among the item's texts of that kind.
        case part(String, index: Int)
        /// A string field of the delta that has no case of its own, by its name.
        case field(String)
    }

    /// The choice; in dialects whose answers are made of blocks or items, the block or item.
    package let choice: Int
    package let kind: Kind

    package init(choice: Int, kind: Kind) {
        self.choice = choice
        self.kind = kind
    }

    /// Whether the lane's pieces add up to JSON text.
    package var isJSON: Bool {
        switch kind {
        case .toolArguments, .functionArguments: true
        case .content, .reasoning, .thinking, .refusal, .toolInput, .transcript, .part, .field: false
        }
    }
}

/// What one event of a stream means.
package enum StreamEvent: Sendable {
    /// New pieces of text, other texts that come whole, and the lanes that end with this event.
    case delta(StreamDelta)
    /// The end mark, such as `[DONE]`.
    case done
    /// The upstream's own error.
    case failure
    /// Nothing to rewrite: forwarded as it is.
    case other
}

/// The pieces in one event.
package struct StreamDelta: Sendable {
    /// Whether the stream ends with this event.
    package enum Ending: Sendable {
        case none, done, failed
    }

    /// The vendor's signature over all of a lane, which ends with it.
    package struct Signature: Sendable {
        package let lane: Lane
        package let text: JSONDecodedString

        package init(lane: Lane, text: JSONDecodedString) {
            self.lane = lane
            self.text = text
        }
    }

    package struct Piece: Sendable {
        package let lane: Lane
        package let slot: TextSlot

        package init(lane: Lane, slot: TextSlot) {
            self.lane = lane
            self.slot = slot
        }
    }

    /// Pieces that continue a lane, in event order.
    package let pieces: [Piece]
    /// Texts that repeat the whole of a lane: restored as the lane was.
    package let copies: [Piece]
    /// Texts that come whole in this event, such as a field this provider does not know.
    package let wholeTexts: [TextSlot]
    /// Choices that end here (a `finish_reason`): all their lanes are flushed before this event goes out.
    package let endedChoices: [Int]
    /// Lanes that end here: flushed before this event goes out.
    package let endedLanes: [Lane]
    /// Names of tool calls that begin here, by lane, for the restorer's rules.
    package let toolNames: [Lane: String]
    /// What spells the tokens in a second way and cannot be restored (log probabilities): made together with the
    /// edits of the texts whenever the request had something replaced. Overlaps no slot.
    package let removals: [JSONEdit]
    package let signature: Signature?
    /// Places in the texts of lanes.
    package let offsets: [(lane: Lane, offset: TextOffset)]
    /// The event's number in the stream: events that are put in between move it.
    package let sequence: JSONDecodedString?
    package let ending: Ending
    /// What the event says of the answer's cost.
    package let usage: ReportedUsage?

    /// Whether the event changes nothing and ends nothing.
    var isEmpty: Bool {
        pieces.isEmpty && wholeTexts.isEmpty && endedChoices.isEmpty && toolNames.isEmpty && removals.isEmpty
            && signature == nil && offsets.isEmpty && copies.isEmpty && sequence == nil && ending == .none
            && usage == nil
    }

    package init(
        pieces: [Piece], copies: [Piece] = [], wholeTexts: [TextSlot] = [], endedChoices: [Int] = [],
        endedLanes: [Lane] = [], toolNames: [Lane: String] = [:], removals: [JSONEdit] = [],
        signature: Signature? = nil, offsets: [(lane: Lane, offset: TextOffset)] = [],
        sequence: JSONDecodedString? = nil, ending: Ending = .none, usage: ReportedUsage? = nil
    ) {
        self.pieces = pieces
        self.wholeTexts = wholeTexts
        self.copies = copies
        self.endedChoices = endedChoices
        self.endedLanes = endedLanes
        self.toolNames = toolNames
        self.removals = removals
        self.signature = signature
        self.offsets = offsets
        self.sequence = sequence
        self.ending = ending
        self.usage = usage
    }
}
