// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The one pass over the bytes: a state machine with its own stack, so that no input can exhaust the thread's stack.
struct JSONScanner {
    /// A container that is open.
    private struct Frame {
        let node: Int
        let isObject: Bool
        /// Where this object's keys begin in `openKeys`.
        let firstKey: Int
        var count = 0
    }

    /// What may come next.
    private enum State {
        case value
        case firstElement
        case key
        case firstKey
        case afterValue
    }

    private static let trueWord = Array("true".utf8)
    private static let falseWord = Array("false".utf8)
    private static let nullWord = Array("null".utf8)

    private let limits: JSONLimits
    private var nodes: [JSONNode] = []
    private var frames: [Frame] = []
    /// Keys of all open objects, innermost last.
    private var openKeys: [Int] = []
    private var position = 0

    /// Reads a whole text and returns its nodes.
    static func scan(_ bytes: [UInt8], limits: JSONLimits) throws(JSONTextError) -> [JSONNode] {
        guard bytes.count < Int(Int32.max) else { throw JSONTextError(code: .tooLong, offset: Int(Int32.max)) }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw JSONTextError(code: .invalidUTF8, offset: error.byteOffsets.lowerBound)
        }
        var scanner = JSONScanner(limits: limits)
        scanner.nodes.reserveCapacity(min(bytes.count / 8 + 8, limits.maxNodes))
        try scanner.run(bytes)
        return scanner.nodes
    }

    private init(limits: JSONLimits) { self.limits = limits }

    private mutating func run(_ bytes: [UInt8]) throws(JSONTextError) {
        let text = bytes.span
        var state = State.value
        while true {
            skipWhitespace(text)
            if state == .afterValue, frames.isEmpty { break }
            guard position < text.count else { throw refused(.syntax) }
            switch state {
            case .value: state = try value(text)
            case .firstElement: state = text[position] == .closingBracket ? try close(bytes) : try value(text)
            case .firstKey: state = text[position] == .closingBrace ? try close(bytes) : try key(text)
            case .key: state = try key(text)
            case .afterValue: state = try afterValue(bytes, text)
            }
        }
        guard position == text.count else { throw refused(.syntax) }
    }

    private mutating func value(_ text: Span<UInt8>) throws(JSONTextError) -> State {
        let start = position
        switch text[start] {
        case .quote:
            let hasEscapes = try string(text)
            try append(.string, start + 1..<position - 1, hasEscapes: hasEscapes)
        case .openingBrace: return try open(.object)
        case .openingBracket: return try open(.array)
        case .minus, .zero ... .nine:
            position = try JSONNumber.end(of: text, from: start)
            try append(.number, start..<position)
        case UInt8(ascii: "t"): try literal(Self.trueWord, .true, text)
        case UInt8(ascii: "f"): try literal(Self.falseWord, .false, text)
        case UInt8(ascii: "n"): try literal(Self.nullWord, .null, text)
        default: throw refused(.syntax)
        }
        return .afterValue
    }

    private mutating func key(_ text: Span<UInt8>) throws(JSONTextError) -> State {
        guard text[position] == .quote else { throw refused(.syntax) }
        let start = position
        let hasEscapes = try string(text)
        openKeys.append(nodes.count)
        try append(.key, start + 1..<position - 1, hasEscapes: hasEscapes)
        skipWhitespace(text)
        guard position < text.count, text[position] == .colon else { throw refused(.syntax) }
        position += 1
        return .value
    }

    private mutating func afterValue(_ bytes: [UInt8], _ text: Span<UInt8>) throws(JSONTextError) -> State {
        let isObject = frames[frames.count - 1].isObject
        switch text[position] {
        case .comma:
            position += 1
            return isObject ? .key : .value
        case .closingBrace where isObject, .closingBracket where !isObject: return try close(bytes)
        default: throw refused(.syntax)
        }
    }

    private mutating func open(_ kind: JSONNode.Kind) throws(JSONTextError) -> State {
        guard frames.count < limits.maxDepth else { throw refused(.tooDeep) }
        let node = nodes.count
        try append(kind, position..<position + 1)
        frames.append(Frame(node: node, isObject: kind == .object, firstKey: openKeys.count))
        position += 1
        return kind == .object ? .firstKey : .firstElement
    }

    private mutating func close(_ bytes: [UInt8]) throws(JSONTextError) -> State {
        let frame = frames.removeLast()
        position += 1
        nodes[frame.node].close(at: position, next: nodes.count)
        if frame.isObject {
            if limits.refusesDuplicateKeys {
                try JSONDuplicateKeys.refuse(openKeys[frame.firstKey...], nodes: nodes, bytes: bytes)
            }
            openKeys.removeLast(openKeys.count - frame.firstKey)
        }
        return .afterValue
    }

    /// Adds a node under the innermost open container; a value in an object goes under the key just read.
    private mutating func append(
        _ kind: JSONNode.Kind, _ range: Range<Int>, hasEscapes: Bool = false
    ) throws(JSONTextError) {
        let index = nodes.count
        guard index < limits.maxNodes else { throw JSONTextError(code: .tooManyValues, offset: range.lowerBound) }
        var parent = -1
        var ordinal = 0
        if let top = frames.indices.last {
            if frames[top].isObject, kind != .key {
                parent = openKeys[openKeys.count - 1]
            } else {
                parent = frames[top].node
                ordinal = frames[top].count
                frames[top].count += 1
            }
        }
        nodes.append(
            JSONNode(
                kind: kind, range: range, hasEscapes: hasEscapes, parent: parent, ordinal: ordinal, next: index + 1))
    }

    private mutating func literal(
        _ word: [UInt8], _ kind: JSONNode.Kind, _ text: Span<UInt8>
    ) throws(JSONTextError) {
        let start = position
        for byte in word {
            guard position < text.count, text[position] == byte else { throw refused(.syntax) }
            position += 1
        }
        try append(kind, start..<position)
    }

    private mutating func skipWhitespace(_ text: Span<UInt8>) {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func refused(_ code: JSONTextError.Code) -> JSONTextError { JSONTextError(code: code, offset: position) }
}

// MARK: - Strings

extension JSONScanner {
    /// Reads a string from its opening quote past its closing one; whether it has escapes.
    private mutating func string(_ text: Span<UInt8>) throws(JSONTextError) -> Bool {
        var index = position + 1
        var hasEscapes = false
        while index < text.count {
            let byte = text[index]
            if byte >= 0x20, byte != .quote, byte != .backslash {
                index += 1
            } else if byte == .quote {
                position = index + 1
                return hasEscapes
            } else if byte == .backslash {
                hasEscapes = true
                index = try JSONUnescaper.end(ofEscape: text, at: index)
            } else {
                break
            }
        }
        throw JSONTextError(code: .syntax, offset: index)
    }
}
