// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import PrivacyCore

/// One text inside a body: what it says, what may replace parts of it, and where those bytes stand.
package struct TextSlot: Sendable {
    /// What may be written into the slot.
    package enum Form: Sendable, Equatable {
        /// Running text: tokens in brackets.
        case free
        /// `[A-Za-z0-9_-]` only (function names, schema names): bare tokens.
        case identifier
        /// A JSON number, or a number in a field that only holds an identifier: cannot be spliced, policy decides (DESIGN §2.1).
        case number
        /// A key of a schema-free object: tokens in brackets.
        case objectKey
    }

    /// Where the text came from, for the restorer's rules.
    package enum Origin: Sendable, Equatable {
        case text
        /// Arguments of a tool call; the tool's declared name where it is known.
        case toolArguments(name: String?)
    }

    package let form: Form
    package let origin: Origin
    /// The nearest object key, as evidence for detectors.
    package let fieldName: String?
    /// The text, unescaped: valid UTF-8.
    package let text: JSONDecodedString
    /// Which free object of the body it is a value of (tool arguments, tool results, metadata): slots with the same
    /// number stand side by side in one form. `nil` elsewhere.
    package let object: Int?

    package init(form: Form, origin: Origin, fieldName: String?, text: JSONDecodedString, object: Int? = nil) {
        self.form = form
        self.origin = origin
        self.fieldName = fieldName
        self.text = text
        self.object = object
    }
}

/// A text that came with the vendor's signature over its bytes: it has to go back as it came.
package struct SignedText: Sendable {
    /// Which slot of the body it is.
    package let slot: Int
    package let signature: JSONDecodedString

    package init(slot: Int, signature: JSONDecodedString) {
        self.slot = slot
        self.signature = signature
    }
}

/// What cannot be read as text and therefore stays as it is (images, audio, files).
package enum ResidueKind: String, CaseIterable, Sendable, Comparable {
    case audio, file, image, number, unknown, video

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A request body as a provider understands it.
package struct ParsedRequest: Sendable {
    /// The client's bytes.
    package let body: [UInt8]
    /// Every text in it, in body order; slots do not overlap.
    package let slots: [TextSlot]
    /// The value of `model`, as the client wrote it.
    package let model: String?
    package let isStreaming: Bool
    package let residue: Set<ResidueKind>
    /// Where in `body` images, sound and files stand that are residue.
    package let unread: [Range<Int>]
    /// Names of the tools the request declares.
    package let declaredTools: Set<String>
    /// Range in `body` of the `model` string's content (without quotes), so that a fallback may rename it.
    package let modelRange: Range<Int>?
    /// Leading system messages and the first user message, for the conversation key (DESIGN §5).
    package let conversationOpening: [Sensitive<[UInt8]>]
    /// Whether the answer's content is asked for as JSON (`response_format`): a value restored into it is then
    /// escaped as in tool arguments.
    package let answersInJSON: Bool
    /// Texts of earlier answers that a vendor's signature covers.
    package let signed: [SignedText]
    /// What to change so that the provider keeps nothing; `nil` where it would not.
    package let storageEdit: JSONEdit?
    /// Where a note to the model can stand; `nil` where the endpoint has no place for instructions.
    package let notePlace: NotePlace?
    /// The documents that an answer may cite, in the order of their numbers: the slot of each one's text; `nil` for what
    /// is not one text.
    package let documents: [Int?]
    /// What it says for the choice of an upstream.
    package let routing: RoutingHints
    /// How long an answer it asks for.
    package let outputDemand: OutputDemand

    package init(
        body: [UInt8], slots: [TextSlot], model: String?, isStreaming: Bool, residue: Set<ResidueKind>,
        unread: [Range<Int>] = [], declaredTools: Set<String>, modelRange: Range<Int>?,
        conversationOpening: [Sensitive<[UInt8]>],
        answersInJSON: Bool = false, signed: [SignedText] = [], storageEdit: JSONEdit? = nil,
        notePlace: NotePlace? = nil, documents: [Int?] = [], routing: RoutingHints = RoutingHints(),
        outputDemand: OutputDemand = OutputDemand()
    ) {
        self.body = body
        self.slots = slots
        self.model = model
        self.isStreaming = isStreaming
        self.residue = residue
        self.unread = unread
        self.declaredTools = declaredTools
        self.modelRange = modelRange
        self.conversationOpening = conversationOpening
        self.answersInJSON = answersInJSON
        self.storageEdit = storageEdit
        self.notePlace = notePlace
        self.routing = routing
        self.outputDemand = outputDemand
        self.signed = signed
        self.documents = documents
    }
}

extension ParsedRequest {
    /// A request that has no body. Throws `.invalidBody` where there is one.
    static func empty(_ body: [UInt8]) throws(ProviderError) -> ParsedRequest {
        guard body.isEmpty else { throw ProviderError(code: .invalidBody, expectation: "an empty body") }
        return ParsedRequest(
            body: [], slots: [], model: nil, isStreaming: false, residue: [], declaredTools: [], modelRange: nil,
            conversationOpening: [])
    }
}

/// A whole (not streamed) response body as a provider understands it.
package struct ParsedResponse: Sendable {
    package let body: [UInt8]
    /// Every text in it, in body order; slots do not overlap.
    package let slots: [TextSlot]
    /// What spells the tokens in a second way and cannot be restored (log probabilities): made together with the
    /// edits of the texts whenever the request had something replaced. Overlaps no slot.
    package let removals: [JSONEdit]
    /// Texts that a vendor's signature covers.
    package let signed: [SignedText]
    /// Places in texts, each with the slot that it points into.
    package let offsets: [(slot: Int, offset: TextOffset)]
    /// Places in documents of the request.
    package let cited: [CitedOffset]
    /// Whether it is an error, whatever status it came with.
    package let isError: Bool
    /// What it says of its cost.
    package let usage: ReportedUsage?

    package init(
        body: [UInt8], slots: [TextSlot], removals: [JSONEdit] = [], signed: [SignedText] = [],
        offsets: [(slot: Int, offset: TextOffset)] = [], cited: [CitedOffset] = [], isError: Bool = false,
        usage: ReportedUsage? = nil
    ) {
        self.body = body
        self.isError = isError
        self.usage = usage
        self.slots = slots
        self.removals = removals
        self.signed = signed
        self.offsets = offsets
        self.cited = cited
    }
}
