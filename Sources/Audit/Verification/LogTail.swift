// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The end of a log on disk: where a new record continues.
struct LogTail {
    let head: ChainHead
    /// The time of the first record of the newest segment; `nil` when it has none yet.
    let segmentBegan: Timestamp?

    /// Verifies the newest segment that has records; `nil` for a log without any.
    ///
    /// Throws `corrupt` with the first bad place, `unavailable` when a file cannot be read.
    static func read(directory: String, catalogue: EventCatalogue) throws(AuditError) -> LogTail? {
        let folder = SegmentFolder(path: directory)
        var segments = try posix { () throws(PosixError) in try folder.segments() }
        guard segments.elementsEqual(segments.indices.map { $0 + 1 }) else { throw corrupt("a segment is missing") }
        let newest = segments.last
        while let last = segments.last, try isEmpty(folder.path(of: last)) { segments.removeLast() }
        guard let last = segments.last else { return nil }
        let before = last > 1 ? try head(atEndOf: last - 1, in: folder) : nil
        var walk = SegmentWalk(folder: folder, checker: ChainChecker(after: before, catalogue: catalogue))
        var began: Timestamp?
        let bad = try posix { () throws(PosixError) in
            try walk.run(over: [last], startingAt: last, isBeingWritten: false) { began = began ?? $0.time }
        }
        guard bad == nil, let head = walk.checker.head else { throw corrupt(bad.map(\.description) ?? "no record") }
        return LogTail(head: head, segmentBegan: newest == last ? began : nil)
    }

    /// Where the chain stood at the end of a segment, by its last record alone.
    private static func head(atEndOf segment: Int, in folder: SegmentFolder) throws(AuditError) -> ChainHead {
        let line = try posix { () throws(PosixError) -> [UInt8]? in
            var reader = try LineReader(path: folder.path(of: segment))
            var last: [UInt8]?
            while case .complete(let line)? = try reader.next() { last = line }
            return last
        }
        let record = line.flatMap { try? AuditRecord(line: $0) }
        guard let record, LeafHash(of: record.hashedContent) == record.leaf else {
            throw corrupt("\(SegmentFolder.name(of: segment)) does not end with a record")
        }
        return ChainHead(
            chain: record.chain, nextSequence: record.sequence + 1, previous: record.leaf, lastTime: record.time)
    }

    private static func isEmpty(_ path: String) throws(AuditError) -> Bool {
        try posix { () throws(PosixError) in try PosixFile.reading(path).status().size == 0 }
    }

    private static func corrupt(_ finding: String) -> AuditError { AuditError(code: .corrupt, finding: finding) }

    private static func posix<Result>(_ body: () throws(PosixError) -> Result) throws(AuditError) -> Result {
        do throws(PosixError) {
            return try body()
        } catch {
            throw AuditError(code: .unavailable, systemError: error.number)
        }
    }
}
