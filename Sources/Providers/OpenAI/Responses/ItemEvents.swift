// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// One event of a response stream: which lane of which item it continues, what it repeats, and what ends with it.
///
/// A text comes in pieces (`….delta`), then whole (`….done`), again in its part and its item, and a last time in the
/// finished response. All of them are the same lane, so that all read the same.
struct ItemEvents {
    private let scan: JSONScan
    private let type: String

    /// Throws `.invalidBody` for an event without a type.
    init(_ scan: JSONScan) throws(ProviderError) {
        guard let type = scan.text("type", of: 0) else {
            throw ProviderError(code: .invalidBody, expectation: "a response stream event with its type")
        }
        self.scan = scan
        self.type = type
    }

    var isError: Bool { type == "error" }

    /// Sorts the texts of the event into pieces, copies and others. Throws `.limit` for an index beyond `LaneLimits`.
    func delta(of texts: SlotCollector) throws(ProviderError) -> StreamDelta {
        var (pieces, copies, wholeTexts) = ([StreamDelta.Piece](), [StreamDelta.Piece](), [TextSlot]())
        for text in texts.found {
            guard text.treatment == .lane, text.slot.form == .free, let lane = lane(of: text.node) else {
                wholeTexts.append(text.slot)
                continue
            }
            guard lane.choice < LaneLimits.total else {
                throw ProviderError(code: .limit, expectation: "item indices within the limits")
            }
            let piece = StreamDelta.Piece(lane: lane, slot: text.slot(called: toolName(beside: text.node)))
            if isPiece { pieces.append(piece) } else { copies.append(piece) }
        }
        return StreamDelta(
            pieces: pieces, copies: copies, wholeTexts: wholeTexts, endedChoices: endedItems,
            endedLanes: type.hasSuffix(".done") ? copies.map(\.lane) : [], toolNames: toolNames(copies),
            removals: texts.removals, offsets: texts.offsets.compactMap(offset), sequence: sequence, ending: ending,
            usage: scan.usage)
    }

    /// The lane that a citation points into: its own event says so, or the text that it stands beside.
    private func offset(at place: (node: Int, offset: TextOffset)) -> (Lane, TextOffset)? {
        let path = scan.path(of: place.node).components
        let text: [JSONPath.Component] =
            if let end = path.firstIndex(of: .key("annotations")) {
                path[..<end] + [.key("text")]
            } else {
                [.key("part"), .key("text")]
            }
        return lane(at: text).map { ($0, place.offset) }
    }

    private var isPiece: Bool { type.hasSuffix(".delta") }

    private var ending: StreamDelta.Ending {
        switch type {
        case "response.completed", "response.incomplete": .done
        case "response.failed": .failed
        default: .none
        }
    }

    private var endedItems: [Int] { type == "response.output_item.done" ? [item] : [] }

    private var sequence: JSONDecodedString? {
        scan.member("sequence_number", of: 0).flatMap { scan.nodes[$0].kind == .number ? scan.decoded($0) : nil }
    }

    /// Tools by the lanes that their calls' arguments will come in.
    private func toolNames(_ copies: [StreamDelta.Piece]) -> [Lane: String] {
        guard type == "response.output_item.added", let added = scan.member("item", of: 0),
            let name = scan.text("name", of: added)
        else { return [:] }
        return [.toolArguments(index: 0), .functionArguments, .toolInput(index: 0)].reduce(into: [:]) {
            $0[Lane(choice: item, kind: $1)] = name
        }
    }

    // MARK: - Places

    /// The place of the item in the response.
    private var item: Int { scan.index("output_index", of: 0) ?? 0 }

    private func lane(of node: Int) -> Lane? { lane(at: scan.path(of: node).components) }

    private func lane(at path: [JSONPath.Component]) -> Lane? {
        switch (path.first, path.dropFirst().first, path.dropFirst(2).first) {
        case (.key("item"), _, _):
            return laneInItem(path.dropFirst(), of: scan.member("item", of: 0), at: item)
        case (.key("response"), .key("output"), .index(let index)):
            let list = scan.member("response", of: 0).map { scan.elements("output", of: $0) } ?? []
            return laneInItem(path.dropFirst(3), of: index < list.count ? list[index] : nil, at: index)
        case (.key("part"), .key(let field), nil): return partLane(field)
        case (.key("delta"), .key(let field), nil):
            return Lane(choice: item, kind: .part(field, index: scan.index("command_index", of: 0) ?? 0))
        case (.key, nil, nil): return eventLane
        default: return nil
        }
    }

    /// The lane of an event whose text is its own.
    private var eventLane: Lane {
        let content = scan.index("content_index", of: 0) ?? 0
        let base = String(type.dropLast(type.hasSuffix(".delta") ? 6 : type.hasSuffix(".done") ? 5 : 0))
        let kind: Lane.Kind =
            switch base {
            case "response.output_text": .part("text", index: content)
            case "response.refusal": .part("refusal", index: content)
            case "response.reasoning_text": .part("reasoning", index: content)
            case "response.reasoning_summary_text": .part("summary", index: scan.index("summary_index", of: 0) ?? 0)
            case "response.function_call_arguments": .toolArguments(index: 0)
            case "response.mcp_call_arguments": .functionArguments
            case "response.custom_tool_call_input": .toolInput(index: 0)
            case "response.code_interpreter_call_code": .part("code", index: 0)
            case "response.audio.transcript": .transcript
            case "response.shell_call_command", "response.shell_call_command.added":
                .part("command", index: scan.index("command_index", of: 0) ?? 0)
            default: .field(base)
            }
        return Lane(choice: item, kind: kind)
    }

    private func partLane(_ field: String) -> Lane? {
        let part = scan.member("part", of: 0).flatMap { scan.text("type", of: $0) }
        let content = scan.index("content_index", of: 0) ?? 0
        let kind: Lane.Kind? =
            switch (part, field) {
            case ("summary_text", "text"): .part("summary", index: scan.index("summary_index", of: 0) ?? 0)
            case ("reasoning_text", "text"): .part("reasoning", index: content)
            case (_, "text"): .part("text", index: content)
            case (_, "refusal"): .part("refusal", index: content)
            default: nil
            }
        return kind.map { Lane(choice: item, kind: $0) }
    }

    private func laneInItem(_ path: ArraySlice<JSONPath.Component>, of node: Int?, at choice: Int) -> Lane? {
        let itemType = node.flatMap { scan.text("type", of: $0) }
        let path = Array(path)
        let kind: Lane.Kind?
        switch (path.first, path.dropFirst().first, path.last) {
        case (.key("content"), .index(let index), .key("text")):
            kind = .part(itemType == "reasoning" ? "reasoning" : "text", index: index)
        case (.key("content"), .index(let index), .key("refusal")): kind = .part("refusal", index: index)
        case (.key("summary"), .index(let index), .key("text")): kind = .part("summary", index: index)
        case (.key("arguments"), nil, _):
            kind = itemType?.hasPrefix("mcp_") ?? false ? .functionArguments : .toolArguments(index: 0)
        case (.key("input"), nil, _): kind = .toolInput(index: 0)
        case (.key("code"), nil, _): kind = .part("code", index: 0)
        default: kind = nil
        }
        return kind.map { Lane(choice: choice, kind: $0) }
    }

    private func toolName(beside node: Int) -> String? {
        guard let key = scan.nodes[node].parent, let object = scan.nodes[key].parent else { return nil }
        return scan.text("name", of: object)
    }
}

extension SlotCollector.Found {
    /// The slot with the name of the tool that it is for, where it is for one.
    fileprivate func slot(called name: String?) -> TextSlot {
        guard let name else { return slot }
        return TextSlot(
            form: slot.form, origin: .toolArguments(name: name), fieldName: slot.fieldName, text: slot.text,
            object: slot.object)
    }
}
