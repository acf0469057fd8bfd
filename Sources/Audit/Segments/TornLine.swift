// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The unfinished last line that a crash can leave in a segment. It was never acknowledged to anybody.
enum TornLine {
    /// Moves what stands after the last newline to a `.torn` file beside the segment, durably, and then cuts it off.
    /// Nothing is thrown away: the bytes may interest whoever looks into the crash.
    static func moveAside(
        in segment: PosixFile, at path: String
    ) throws(PosixError) -> (bytes: Int, remainingSize: Int64) {
        let size = try segment.status().size
        let end = try endOfLastLine(in: segment, size: size)
        guard end < size else { return (0, size) }
        let copy = try freshFile(beside: path)
        try segment.seek(to: end)
        while true {
            let block = try segment.read(upTo: 64 * 1024)
            if block.isEmpty { break }
            try copy.append(block)
        }
        try copy.synchronize()
        try segment.truncate(to: end)
        try segment.synchronize()
        return (Int(size - end), end)
    }

    /// The offset after the last newline, found from the end backwards.
    private static func endOfLastLine(in file: PosixFile, size: Int64) throws(PosixError) -> Int64 {
        var end = size
        while end > 0 {
            let start = max(0, end - 4096)
            try file.seek(to: start)
            let block = try file.read(upTo: Int(end - start))
            if let newline = block.lastIndex(of: UInt8(ascii: "\n")) { return start + Int64(newline) + 1 }
            end = start
        }
        return 0
    }

    /// `NNNNNNNN.1.torn`, or the next number that is free.
    private static func freshFile(beside path: String) throws(PosixError) -> PosixFile {
        let stem = path.dropLast(".jsonl".utf8.count)
        var number = 1
        while true {
            do throws(PosixError) {
                return try .appending(to: "\(stem).\(number).torn", create: true)
            } catch {
                guard error == .exists else { throw error }
                number += 1
            }
        }
    }
}
