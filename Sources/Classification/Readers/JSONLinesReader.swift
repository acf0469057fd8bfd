// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads a JSON value on each line; a line that is none, or too long to be held, is read as text.
struct JSONLinesReader: ContentReader {
    private var line: [UInt8] = []
    /// Set while a line goes on that is too long to be held.
    private var longLine: TextReader?
    private var sample: Reservoir<[UInt8]>?
    private var lines = 0

    /// Bytes of a line that is taken as a whole.
    private static let maximumLineSize = 1 << 20

    init(sampling rows: Int?) {
        sample = rows.map { Reservoir(capacity: $0) }
    }

    var units: (all: Int, inspected: Int) { (lines, sample.map { $0.sample.count + lines - $0.seen } ?? lines) }

    mutating func read(_ text: [UInt8], into findings: inout FileFindings) {
        var rest = text[...]
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<newline], &findings)
            endLine(&findings)
            rest = rest[(newline + 1)...]
        }
        append(rest, &findings)
    }

    mutating func finish(into findings: inout FileFindings) {
        endLine(&findings)
        for line in sample?.sample ?? [] { inspect(line, &findings) }
    }

    private mutating func append(_ part: ArraySlice<UInt8>, _ findings: inout FileFindings) {
        if longLine == nil, line.count + part.count > Self.maximumLineSize {
            findings.note(.readAsText)
            longLine = TextReader()
            longLine?.read(line, into: &findings)
            line = []
        }
        if longLine == nil {
            line += part
        } else {
            longLine?.read(Array(part), into: &findings)
        }
    }

    private mutating func endLine(_ findings: inout FileFindings) {
        if longLine != nil {
            longLine?.finish(into: &findings)
            longLine = nil
            lines += 1
        } else if !line[...].trimmed.isEmpty {
            lines += 1
            if sample == nil { inspect(line, &findings) } else { sample?.add(line) }
        }
        line.removeAll(keepingCapacity: true)
    }

    private func inspect(_ line: [UInt8], _ findings: inout FileFindings) {
        if let scan = try? JSONScan(line, limits: .lenient) {
            JSONInspection.inspect(scan, into: &findings)
        } else {
            findings.note(.readAsText)
            findings.inspect(line)
        }
    }
}
