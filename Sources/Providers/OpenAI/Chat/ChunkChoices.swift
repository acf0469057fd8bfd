// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// The choices of one stream chunk: which node belongs to which choice and tool call, and what begins and ends.
struct ChunkChoices {
    /// Choice objects by node.
    private var choices: [Int: Int] = [:]
    /// Tool call objects by node.
    private var tools: [Int: Int] = [:]
    private(set) var ended: [Int] = []
    private(set) var toolNames: [Lane: String] = [:]

    /// Throws `.invalidBody` for another shape, `.limit` for an index beyond `LaneLimits`.
    init(_ scan: JSONScan) throws(ProviderError) {
        guard let list = scan.member("choices", of: 0), scan.nodes[list].kind != .null else { return }
        guard scan.nodes[list].kind == .array else { throw Self.malformed }
        for choice in scan.children(of: list) {
            guard scan.nodes[choice].kind == .object else { throw Self.malformed }
            let index = try Self.index(of: choice, below: LaneLimits.choices, in: scan)
            choices[choice] = index
            if scan.text("finish_reason", of: choice) != nil { ended.append(index) }
            if let delta = scan.member("delta", of: choice) { try readCalls(of: delta, choice: index, in: scan) }
        }
    }

    /// Sorts the texts of the chunk into lanes and others.
    func delta(of texts: SlotCollector, in scan: JSONScan) throws(ProviderError) -> StreamDelta {
        var pieces: [StreamDelta.Piece] = []
        var wholeTexts: [TextSlot] = []
        for text in texts.found {
            if text.treatment == .lane, text.slot.form == .free, let lane = lane(of: text.node, in: scan) {
                pieces.append(StreamDelta.Piece(lane: lane, slot: text.slot(in: lane, toolName: toolNames[lane])))
            } else {
                wholeTexts.append(text.slot)
            }
        }
        return StreamDelta(
            pieces: pieces, wholeTexts: wholeTexts, endedChoices: ended, toolNames: toolNames,
            removals: texts.removals,
            offsets: texts.offsets.compactMap { place in
                choice(of: place.node, in: scan).map { (Lane(choice: $0, kind: .content), place.offset) }
            }, usage: scan.usage)
    }

    /// The choice that a value belongs to.
    private func choice(of node: Int, in scan: JSONScan) -> Int? {
        var above = scan.nodes[node].parent
        while let current = above {
            if let choice = choices[current] { return choice }
            above = scan.nodes[current].parent
        }
        return nil
    }

    private mutating func readCalls(of delta: Int, choice: Int, in scan: JSONScan) throws(ProviderError) {
        if let call = scan.member("function_call", of: delta), let name = scan.text("name", of: call) {
            toolNames[Lane(choice: choice, kind: .functionArguments)] = name
        }
        guard let calls = scan.member("tool_calls", of: delta), scan.nodes[calls].kind != .null else { return }
        guard scan.nodes[calls].kind == .array else { throw Self.malformed }
        for call in scan.children(of: calls) {
            guard scan.nodes[call].kind == .object else { throw Self.malformed }
            let index = try Self.index(of: call, below: LaneLimits.toolsOfChoice, in: scan)
            tools[call] = index
            if let function = scan.member("function", of: call), let name = scan.text("name", of: function) {
                toolNames[Lane(choice: choice, kind: .toolArguments(index: index))] = name
            }
            if let custom = scan.member("custom", of: call), let name = scan.text("name", of: custom) {
                toolNames[Lane(choice: choice, kind: .toolInput(index: index))] = name
            }
        }
    }

    /// The lane a text belongs to, by the key it stands under and the choice and call above it.
    private func lane(of node: Int, in scan: JSONScan) -> Lane? {
        guard let key = scan.nodes[node].parent, scan.nodes[key].kind == .key else { return nil }
        var above = scan.nodes[key].parent
        var tool: Int?
        while let current = above {
            if let index = tools[current] { tool = index }
            if let choice = choices[current] {
                return Lane(choice: choice, kind: Self.kind(of: scan.string(key), tool: tool))
            }
            above = scan.nodes[current].parent
        }
        return nil
    }

    private static func kind(of key: String, tool: Int?) -> Lane.Kind {
        switch (key, tool) {
        case ("arguments", let index?): .toolArguments(index: index)
        case ("input", let index?): .toolInput(index: index)
        case ("arguments", nil): .functionArguments
        case ("content", nil): .content
        case ("refusal", nil): .refusal
        case ("reasoning_content", nil): .reasoning
        case ("transcript", nil): .transcript
        default: .field(key)
        }
    }

    /// The `index` of a choice or call. Some servers leave it out: then its place in the array.
    private static func index(of object: Int, below limit: Int, in scan: JSONScan) throws(ProviderError) -> Int {
        var index = scan.nodes[object].ordinal
        if let value = scan.member("index", of: object), scan.nodes[value].kind != .null {
            guard scan.nodes[value].kind == .number, let number = Int(scan.string(value)), number >= 0 else {
                throw malformed
            }
            index = number
        }
        guard index < limit else {
            throw ProviderError(code: .limit, expectation: "choice and tool call indices within the limits")
        }
        return index
    }

    private static let malformed = ProviderError(
        code: .invalidBody, expectation: "a chat completion chunk with indexed choices and tool calls")
}

extension SlotCollector.Found {
    /// The slot with the origin that its lane gives it.
    fileprivate func slot(in lane: Lane, toolName: String?) -> TextSlot {
        switch lane.kind {
        case .toolArguments, .functionArguments, .toolInput:
            TextSlot(
                form: slot.form, origin: .toolArguments(name: toolName), fieldName: slot.fieldName, text: slot.text,
                object: slot.object)
        case .content, .reasoning, .thinking, .refusal, .transcript, .part, .field: slot
        }
    }
}
