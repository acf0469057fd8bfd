// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The folder of a log: segments `00000001.jsonl`, `00000002.jsonl`, … and the lock of the one writer.
struct SegmentFolder: Sendable {
    let path: String

    /// The name of a segment's file.
    static func name(of number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits + ".jsonl"
    }

    /// The path of a segment's file.
    func path(of number: Int) -> String { "\(path)/\(Self.name(of: number))" }

    /// The path of the file whose lock the writer holds.
    var lockPath: String { "\(path)/writer.lock" }

    /// The numbers of the segments present, in order.
    func segments() throws(PosixError) -> [Int] {
        try PosixFolder.names(in: path).compactMap(Self.number).sorted()
    }

    /// Whether a writer holds the log at this moment.
    var isHeld: Bool {
        guard let lock = try? PosixFile.reading(lockPath) else { return false }
        return !lock.tryLock(shared: true)
    }

    /// The number in a segment's name; `nil` for every other name.
    private static func number(in name: String) -> Int? {
        guard name.utf8.count == 14, name.hasSuffix(".jsonl"), let number = Int(name.prefix(8)),
            Self.name(of: number) == name, number > 0
        else { return nil }
        return number
    }
}
