// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Checks one record after the other against what came before.
///
/// Each line gives either a record or the problem; after a problem the checker is not used again.
struct ChainChecker {
    private(set) var head: ChainHead?
    private(set) var tree = MerkleTree()
    private let catalogue: EventCatalogue?
    private let tolerance: Int64

    /// Begins at the first record, or after a record that was checked already.
    init(after head: ChainHead? = nil, catalogue: EventCatalogue?, toleranceMilliseconds: Int64 = 0) {
        self.head = head
        self.catalogue = catalogue
        tolerance = toleranceMilliseconds
    }

    /// Checks the next line. `segment` is its segment's number when it is the first line of one.
    mutating func accept(_ line: [UInt8], firstOf segment: Int?) throws(RecordProblem) -> AuditRecord {
        let record = try AuditRecord(line: line)
        guard LeafHash(of: record.hashedContent) == record.leaf else { throw .wrongLeaf }
        try checkOrder(of: record)
        if let catalogue {
            guard let entry = catalogue[record.code], record.value("type")?.stringValue == entry.type else {
                throw .unknownCode
            }
        }
        if let segment {
            guard record.code == .logOpened, record.value("log", "segment")?.count == segment else {
                throw head == nil ? .logNotBegun : .segmentNotBegun
            }
        }
        tree.append(record.leaf)
        head = ChainHead(
            chain: record.chain, nextSequence: record.sequence + 1, previous: record.leaf, lastTime: record.time)
        return record
    }

    private func checkOrder(of record: AuditRecord) throws(RecordProblem) {
        let expected = head?.nextSequence ?? 0
        if let head, head.chain != record.chain { throw .otherChain }
        guard record.sequence == expected else { throw .wrongNumber(expected: expected, found: record.sequence) }
        guard record.previous == head?.previous ?? .zero else { throw .wrongLink }
        if let last = head?.lastTime, last.milliseconds - record.time.milliseconds > tolerance {
            throw .timeRunsBack(milliseconds: last.milliseconds - record.time.milliseconds)
        }
    }
}
