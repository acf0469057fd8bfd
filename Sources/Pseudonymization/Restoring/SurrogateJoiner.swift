// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Puts together the halves of a character that an upstream wrote as two escapes in two events of a stream: `"\ud83d"`, then
/// `"\ude00"`, as programs write that cut text in UTF-16 (RFC 8259 §7). Neither event can be read alone.
///
/// The first half waits for the next text that begins with a second half, in any event; one that never comes is no character
/// and is dropped.
struct SurrogateJoiner: Sendable {
    /// First halves that wait, as escapes, oldest first.
    private var waiting: [[UInt8]] = []

    /// So many may wait: one for each text of a stream.
    private static let mostWaiting = 64
    private static let escapeLength = 6

    /// The bytes of an event, JSON, with the halves in their places.
    mutating func join(_ data: [UInt8]) -> [UInt8] {
        guard !waiting.isEmpty || Self.mayHoldHalf(data) else { return data }
        var joined: [UInt8] = []
        joined.reserveCapacity(data.count + Self.escapeLength)
        var isInString = false
        var startsString = false
        var index = 0
        while index < data.count {
            let byte = data[index]
            guard isInString else {
                isInString = byte == UInt8(ascii: "\"")
                startsString = isInString
                joined.append(byte)
                index += 1
                continue
            }
            let isFirst = startsString
            startsString = false
            if byte == UInt8(ascii: "\"") { isInString = false }
            guard byte == UInt8(ascii: "\\") else {
                joined.append(byte)
                index += 1
                continue
            }
            switch Self.half(data, at: index) {
            case .first where Self.half(data, at: index + Self.escapeLength) == .second:
                joined += data[index..<index + 2 * Self.escapeLength]
                index += 2 * Self.escapeLength
            case .first where endsString(data, at: index + Self.escapeLength) && waiting.count < Self.mostWaiting:
                waiting.append(Array(data[index..<index + Self.escapeLength]))
                index += Self.escapeLength
            case .second where isFirst && !waiting.isEmpty:
                joined += waiting.removeFirst() + data[index..<index + Self.escapeLength]
                index += Self.escapeLength
            default:
                // The escaped byte goes with its backslash: `\"` ends no string.
                joined += data[index..<min(index + 2, data.count)]
                index += 2
            }
        }
        return joined
    }

    private enum Half { case first, second }

    /// Which half the escape at an offset is; `nil` for any other escape, and for none.
    private static func half(_ data: [UInt8], at index: Int) -> Half? {
        guard index + escapeLength <= data.count, data[index] == UInt8(ascii: "\\"),
            data[index + 1] == UInt8(ascii: "u"),
            ASCII.lowercased(data[index + 2]) == UInt8(ascii: "d"),
            data[index + 4..<index + escapeLength].allSatisfy(isHexadecimal)
        else { return nil }
        switch ASCII.lowercased(data[index + 3]) {
        case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b"): return .first
        case UInt8(ascii: "c")...UInt8(ascii: "f"): return .second
        default: return nil
        }
    }

    private func endsString(_ data: [UInt8], at index: Int) -> Bool {
        index < data.count && data[index] == UInt8(ascii: "\"")
    }

    /// Whether an escape may be a half: most events have none.
    private static func mayHoldHalf(_ data: [UInt8]) -> Bool {
        var index = 0
        while let slash = data[index...].firstIndex(of: UInt8(ascii: "\\")) {
            if half(data, at: slash) != nil { return true }
            index = slash + 1
        }
        return false
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(ASCII.lowercased(byte))
    }
}
