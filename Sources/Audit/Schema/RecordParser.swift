// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads a line of the log, and refuses every spelling but the canonical one.
///
/// A general JSON reader would accept what a verifier must not: white space, keys in another order or twice, `1.0` for
/// `1`, escapes. Here one record has one spelling, so that a changed byte is a changed record.
struct RecordParser {
    private let bytes: [UInt8]
    private var position = 0
    private static let deepest = 8

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The members of the object that the line is; `nil` when it is anything else.
    static func members(of line: [UInt8]) -> [String: RecordValue]? {
        var parser = RecordParser(line)
        guard case .object(let members) = parser.value(depth: 0), parser.position == line.count else { return nil }
        return members
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func value(depth: Int) -> RecordValue? {
        guard depth <= Self.deepest else { return nil }
        switch next {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "\""): return text().map(RecordValue.text)
        case UInt8(ascii: "t"): return take(word: "true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .boolean(false) : nil
        default: return integer()
        }
    }

    private mutating func object(depth: Int) -> RecordValue? {
        position += 1
        var members: [String: RecordValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        var last: String?
        repeat {
            guard let key = text(), last.map({ $0 < key }) ?? true, take(UInt8(ascii: ":")),
                let value = value(depth: depth + 1)
            else { return nil }
            members[key] = value
            last = key
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func list(depth: Int) -> RecordValue? {
        position += 1
        var values: [RecordValue] = []
        if take(UInt8(ascii: "]")) { return .list(values) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(values) : nil
    }

    private mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while let byte = next, RecordValue.isPlain(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return take(UInt8(ascii: "\"")) ? text : nil
    }

    /// A whole number from 0 to 2⁵³−1 without a leading zero.
    private mutating func integer() -> RecordValue? {
        let start = position
        var number = 0
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), position - start < 16 {
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            position += 1
        }
        let length = position - start
        guard length > 0, length == 1 || bytes[start] != UInt8(ascii: "0"), number <= FieldGrammar.largestCount
        else { return nil }
        return .integer(number)
    }
}
