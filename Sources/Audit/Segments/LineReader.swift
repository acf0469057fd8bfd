// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the lines of a segment one after the other in bounded memory.
struct LineReader {
    enum Line: Equatable {
        /// A line without its newline.
        case complete([UInt8])
        /// What stands after the last newline.
        case unterminated([UInt8])
        /// A line longer than any record.
        case tooLong
    }

    /// No record is longer; the longest that the schema allows is about half.
    static let maxLineLength = 128 * 1024
    private static let blockSize = 64 * 1024

    private let file: PosixFile
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    init(path: String) throws(PosixError) { file = try .reading(path) }

    /// The next line; `nil` at the end.
    mutating func next() throws(PosixError) -> Line? {
        var searched = position
        while true {
            if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[position..<newline])
                position = newline + 1
                return .complete(line)
            }
            if isAtEnd { break }
            guard buffer.count - position <= Self.maxLineLength else { return .tooLong }
            buffer.removeSubrange(..<position)
            position = 0
            searched = buffer.count
            let block = try file.read(upTo: Self.blockSize)
            isAtEnd = block.isEmpty
            buffer += block
        }
        guard position < buffer.count else { return nil }
        let rest = Array(buffer[position...])
        position = buffer.count
        return .unterminated(rest)
    }
}
