// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// One event of a message stream: which block it belongs to, and what begins and ends with it.
struct BlockEvents {
    private let scan: JSONScan
    private let type: String
    /// The block's place in the message; 0 for events of the message itself.
    private let block: Int

    /// Throws `.invalidBody` for another shape, `.limit` for an index beyond `LaneLimits`.
    init(_ scan: JSONScan) throws(ProviderError) {
        guard let type = scan.text("type", of: 0) else { throw Self.malformed }
        self.scan = scan
        self.type = type
        guard type.hasPrefix("content_block") else {
            block = 0
            return
        }
        guard let index = scan.index("index", of: 0) else { throw Self.malformed }
        guard index < LaneLimits.total else {
            throw ProviderError(code: .limit, expectation: "content block indices within the limits")
        }
        block = index
    }

    var isError: Bool { type == "error" }
    var isEnd: Bool { type == "message_stop" }

    /// Sorts the texts of the event into lanes and others.
    func delta(of texts: SlotCollector) -> StreamDelta {
        var pieces: [StreamDelta.Piece] = []
        var wholeTexts: [TextSlot] = []
        for text in texts.found {
            if text.treatment == .lane, text.slot.form == .free, let lane = lane(of: text.node) {
                pieces.append(StreamDelta.Piece(lane: lane, slot: text.slot))
            } else {
                wholeTexts.append(text.slot)
            }
        }
        return StreamDelta(
            pieces: pieces, wholeTexts: wholeTexts, endedChoices: type == "content_block_stop" ? [block] : [],
            toolNames: toolNames, removals: texts.removals, signature: signature, usage: scan.usage)
    }

    private func lane(of node: Int) -> Lane? {
        guard let key = scan.nodes[node].parent, scan.nodes[key].kind == .key else { return nil }
        return switch scan.string(key) {
        case "text": Lane(choice: block, kind: .content)
        case "thinking": Lane(choice: block, kind: .thinking)
        case "partial_json": Lane(choice: block, kind: Self.arguments)
        default: nil
        }
    }

    /// A block has at most one call.
    private static let arguments = Lane.Kind.toolArguments(index: 0)

    private var toolNames: [Lane: String] {
        guard let started = scan.member("content_block", of: 0), let name = scan.text("name", of: started) else {
            return [:]
        }
        return [Lane(choice: block, kind: Self.arguments): name]
    }

    private var signature: StreamDelta.Signature? {
        guard let delta = scan.member("delta", of: 0), let value = scan.member("signature", of: delta),
            let signature = scan.signature(at: value)
        else { return nil }
        return StreamDelta.Signature(lane: Lane(choice: block, kind: .thinking), text: signature)
    }

    private static let malformed = ProviderError(
        code: .invalidBody, expectation: "a message stream event with its type and index")
}
