// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Goes through segments line by line and hands each to a checker.
struct SegmentWalk {
    let folder: SegmentFolder
    var checker: ChainChecker

    /// The first bad place; `nil` when every record checks. `segments` are numbers in order.
    mutating func run(
        over segments: [Int], startingAt first: Int = 1, isBeingWritten: Bool, visit: (AuditRecord) -> Void
    ) throws(PosixError) -> VerificationReport.FirstBad? {
        for (index, number) in segments.enumerated() {
            guard number == first + index else { return bad(first + index, line: nil, .segmentMissing) }
            let isLast = index == segments.count - 1
            if let bad = try read(number, isLast: isLast, isBeingWritten: isBeingWritten, visit) { return bad }
        }
        return segments.isEmpty ? bad(first, line: nil, .segmentMissing) : nil
    }

    private mutating func read(
        _ number: Int, isLast: Bool, isBeingWritten: Bool, _ visit: (AuditRecord) -> Void
    ) throws(PosixError) -> VerificationReport.FirstBad? {
        var reader = try LineReader(path: folder.path(of: number))
        var line = 0
        while let next = try reader.next() {
            line += 1
            switch next {
            case .tooLong: return bad(number, line: line, .lineTooLong)
            case .unterminated:
                // The writer may be half-way through a batch; without one the line was cut.
                return isLast && isBeingWritten ? nil : bad(number, line: line, .unterminatedLine)
            case .complete(let bytes):
                do throws(RecordProblem) {
                    visit(try checker.accept(bytes, firstOf: line == 1 ? number : nil))
                } catch {
                    return bad(number, line: line, error)
                }
            }
        }
        // Only the newest segment may still be without a record: a stop can come between its creation and its first.
        return line == 0 && !isLast ? bad(number, line: nil, .segmentEmpty) : nil
    }

    private func bad(_ segment: Int, line: Int?, _ problem: RecordProblem) -> VerificationReport.FirstBad {
        VerificationReport.FirstBad(
            file: SegmentFolder.name(of: segment), line: line, sequence: checker.head?.nextSequence ?? 0,
            problem: problem)
    }
}
