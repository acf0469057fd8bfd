// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Walks a scanned body along a coverage table and collects every text in it.
struct SlotCollector {
    /// A text, the value it was found at, and why it is one; `nil` for a field the table does not list.
    struct Found {
        let node: Int
        let treatment: FieldTreatment?
        let slot: TextSlot
    }

    /// Numbers with fewer digits than this say nothing about anybody by themselves.
    static let minNumberDigits = 6
    /// The same where other members stand beside: the series of a document beside its number, a code under its name.
    private static let minMemberDigits = 3
    /// JSON in JSON strings is followed this deep; below, it is running text.
    private static let maxNesting = 4

    private let scan: JSONScan
    private let graph: CoverageGraph
    private let overrides: [Int: FieldTreatment]
    private(set) var found: [Found] = []
    private(set) var removals: [JSONEdit] = []
    /// Places in the texts of an answer, by node.
    private(set) var offsets: [(node: Int, offset: TextOffset)] = []
    /// Places in documents of the request.
    private(set) var cited: [CitedOffset] = []
    /// Where images, sound and files stand that are not read.
    private(set) var unread: [Range<Int>] = []

    /// Collects at once. `overrides` treats single values otherwise than the table. Throws `.limit` for JSON in a
    /// string that is too deep or too large.
    init(_ scan: JSONScan, graph: CoverageGraph, overrides: [Int: FieldTreatment] = [:]) throws(ProviderError) {
        self.scan = scan
        self.graph = graph
        self.overrides = overrides
        try collect()
    }

    var slots: [TextSlot] { found.map(\.slot) }

    private mutating func collect() throws(ProviderError) {
        var places = [Int](repeating: CoverageGraph.unlisted, count: scan.nodes.count)
        var index = 0
        while index < scan.nodes.count {
            let node = scan.nodes[index]
            if node.kind == .key {
                let object = node.parent.map { places[$0] } ?? CoverageGraph.unlisted
                let (place, isNamed) = graph.member(of: object, key: index, in: scan)
                places[index] = place
                if !isNamed { key(index, leadingTo: place) }
            } else {
                places[index] = place(of: node, in: places)
                let treatment = overrides[index] ?? graph.treatment(at: places[index])
                if treatment == .removed {
                    remove(index)
                    index = node.next
                    continue
                }
                try value(index, treatment)
            }
            index += 1
        }
    }

    private func place(of node: JSONNode, in places: [Int]) -> Int {
        guard let parent = node.parent else { return CoverageGraph.root }
        return scan.nodes[parent].kind == .array ? graph.element(of: places[parent]) : places[parent]
    }

    /// A key the table does not name.
    private mutating func key(_ index: Int, leadingTo place: Int) {
        let text = scan.decoded(index)
        switch graph.treatment(at: place) {
        case .structural, .lane:
            if StructuralText.isIdentifier(text.utf8) { return }
            add(index, nil, .objectKey, text)
        case .schema: add(index, .schema, .identifier, text)
        case .input: add(index, .input, .objectKey, text, .toolArguments(name: toolName(above: index)))
        default: add(index, nil, .objectKey, text)
        }
    }

    private mutating func value(_ index: Int, _ treatment: FieldTreatment?) throws(ProviderError) {
        switch scan.nodes[index].kind {
        case .string: try string(index, treatment)
        case .number:
            if treatment == .offset {
                if let offset = offset(at: index) { offsets.append((index, offset)) }
                return
            }
            if treatment == .cited {
                if let offset = citedOffset(at: index) { cited.append(offset) }
                return
            }
            let object = treatment == nil || treatment == .input ? scan.object(holding: index) : nil
            let origin = treatment == .input ? TextSlot.Origin.toolArguments(name: toolName(above: index)) : .text
            if treatment != .structural, let slot = Self.number(index, in: scan, origin, fieldName(index), object) {
                found.append(Found(node: index, treatment: treatment, slot: slot))
            }
        default: break
        }
    }

    private mutating func string(_ index: Int, _ treatment: FieldTreatment?) throws(ProviderError) {
        let text = scan.decoded(index)
        switch treatment {
        case .structural where StructuralText.isNumber(text.utf8): add(index, treatment, .number, text)
        case .structural where StructuralText.isIdentifier(text.utf8), .opaque where StructuralText.isOpaque(text.utf8):
            break
        case .media where StructuralText.isBase64(text.utf8): unread.append(scan.sourceRange(of: index))
        case .identifier: add(index, treatment, .identifier, text)
        case .json: try nested(index, treatment, text, .text)
        case .input:
            try nested(
                index, treatment, text, .toolArguments(name: toolName(above: index)), scan.object(holding: index))
        case .arguments: try nested(index, treatment, text, .toolArguments(name: toolName(beside: index)))
        case .toolText: add(index, treatment, .free, text, .toolArguments(name: toolName(beside: index)))
        default: add(index, treatment, .free, text)
        }
    }

    private mutating func nested(
        _ index: Int, _ treatment: FieldTreatment?, _ text: JSONDecodedString, _ origin: TextSlot.Origin,
        _ object: Int? = nil
    ) throws(ProviderError) {
        var slots: [TextSlot] = []
        try Self.appendNested(text, origin, fieldName(index), object, depth: 1, to: &slots)
        found += slots.map { Found(node: index, treatment: treatment, slot: $0) }
    }

    private mutating func add(
        _ index: Int, _ treatment: FieldTreatment?, _ form: TextSlot.Form, _ text: JSONDecodedString,
        _ origin: TextSlot.Origin = .text
    ) {
        let object = treatment == nil && form == .free ? scan.object(holding: index) : nil
        let slot = TextSlot(form: form, origin: origin, fieldName: fieldName(index), text: text, object: object)
        found.append(Found(node: index, treatment: treatment, slot: slot))
    }

    /// Takes a value out and leaves one of a kind that readers take in its place.
    private mutating func remove(_ index: Int) {
        switch scan.nodes[index].kind {
        case .string where scan.nodes[index].range.isEmpty: break
        case .string: removals.append(JSONEdit(range: scan.sourceRange(of: index), replacement: Array("\"\"".utf8)))
        case .object, .array:
            removals.append(JSONEdit(range: scan.sourceRange(of: index), replacement: Array("null".utf8)))
        default: break
        }
    }

    private func offset(at index: Int) -> TextOffset? {
        Int(scan.string(index)).map { TextOffset(value: $0, range: scan.sourceRange(of: index)) }
    }

    private func citedOffset(at index: Int) -> CitedOffset? {
        guard let key = scan.nodes[index].parent, let citation = scan.nodes[key].parent,
            let document = scan.index("document_index", of: citation), let offset = offset(at: index)
        else { return nil }
        return CitedOffset(document: document, offset: offset)
    }

    /// The slot of the text that a citation stands beside: `text` or `content` of the object that has the citations.
    func slot(citedAt node: Int) -> Int? {
        var current = scan.nodes[node].parent
        while let above = current {
            current = scan.nodes[above].parent
            guard scan.nodes[above].kind == .key, scan.string(above) == "annotations", let object = current else {
                continue
            }
            let text = scan.member("text", of: object) ?? scan.member("content", of: object)
            return found.firstIndex { $0.node == text && $0.slot.form == .free }
        }
        return nil
    }

    private func fieldName(_ index: Int) -> String? { scan.nearestKey(above: index) }

    /// The `name` beside the `input` or `arguments` that a value stands in; the outermost, because an input may hold anything.
    private func toolName(above index: Int) -> String? {
        var name: String?
        var current = scan.nodes[index].parent
        while let node = current {
            if scan.nodes[node].kind == .key, Self.inputKeys.contains(where: { scan.says($0, at: node) }),
                let object = scan.nodes[node].parent
            {
                name = scan.text("name", of: object)
            }
            current = scan.nodes[node].parent
        }
        return name
    }

    private static let inputKeys = ["input", "arguments"].map { Array($0.utf8) }

    /// The `name` beside a tool call's arguments.
    private func toolName(beside index: Int) -> String? {
        guard let key = scan.nodes[index].parent, let object = scan.nodes[key].parent,
            let name = scan.member("name", of: object), scan.nodes[name].kind == .string
        else { return nil }
        return scan.string(name)
    }
}

// MARK: - JSON in strings

extension SlotCollector {
    /// The texts of a string that may be JSON, in order.
    private static func appendNested(
        _ text: JSONDecodedString, _ origin: TextSlot.Origin, _ fieldName: String?, _ object: Int? = nil, depth: Int,
        to slots: inout [TextSlot]
    ) throws(ProviderError) {
        guard depth <= maxNesting, let scan = try json(text) else {
            slots.append(TextSlot(form: .free, origin: origin, fieldName: fieldName, text: text, object: object))
            return
        }
        for index in scan.nodes.indices {
            let name = scan.nearestKey(above: index) ?? fieldName
            switch scan.nodes[index].kind {
            case .key:
                slots.append(
                    TextSlot(form: .objectKey, origin: origin, fieldName: name, text: scan.decoded(index)))
            case .string:
                let object = scan.object(holding: index)
                try appendNested(scan.decoded(index), origin, name, object, depth: depth + 1, to: &slots)
            case .number:
                if let slot = number(index, in: scan, origin, name, scan.object(holding: index)) { slots.append(slot) }
            default: break
            }
        }
    }

    /// The text as an object or array; `nil` where it is none. Equal keys may stay here: every one of them is scanned.
    private static func json(_ text: JSONDecodedString) throws(ProviderError) -> JSONScan? {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard let first = text.utf8.first(where: { !isSpace($0) }), let last = text.utf8.last(where: { !isSpace($0) }),
            first == UInt8(ascii: "{") && last == UInt8(ascii: "}")
                || first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
        else { return nil }
        do {
            return try JSONScan(nested: text, limits: JSONLimits(refusesDuplicateKeys: false))
        } catch {
            guard error.code.isLimit else { return nil }
            throw ProviderError(code: .limit, expectation: "JSON in a string within the depth and count limits")
        }
    }

    private static func number(
        _ index: Int, in scan: JSONScan, _ origin: TextSlot.Origin, _ fieldName: String?, _ object: Int?
    ) -> TextSlot? {
        let least = object == nil ? minNumberDigits : minMemberDigits
        guard JSONNumber.significantDigits(scan.bytes[scan.nodes[index].range]) >= least else { return nil }
        return TextSlot(
            form: .number, origin: origin, fieldName: fieldName, text: scan.plainNumber(index), object: object)
    }
}

extension JSONScan {
    /// A number for the object that a value is a member of, the same for its other members and for no other object: where
    /// its first key stands in the body. `nil` for an element of an array.
    fileprivate func object(holding index: Int) -> Int? {
        guard let key = nodes[index].parent, nodes[key].kind == .key, let object = nodes[key].parent else { return nil }
        return sourceRange(of: object + 1).lowerBound
    }
}
