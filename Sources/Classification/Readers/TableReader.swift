// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads a table (RFC 4180, any separator) value by value, with the first row as header if it looks like one.
struct TableReader: ContentReader {
    private let separator: UInt8
    private var sample: Reservoir<[[UInt8]]>?
    private var cell: [UInt8] = []
    private var row: [[UInt8]] = []
    private var rowSize = 0
    private var column = 0
    private var isQuoted = false
    /// Whether the byte before was a quote inside a quoted value: its end, or the first of two that mean one.
    private var hasPendingQuote = false
    /// The fields of the columns, once the first row is over.
    private var columns: [Int?] = []
    private var isFirstRow = true
    private var rows = 0

    /// Bytes of a value that is taken as a whole; a longer one is looked at in parts.
    private static let maximumCellSize = 256 << 10
    /// Bytes kept of the first row and of a row in a sample.
    private static let maximumRowSize = 1 << 20
    /// Columns that are told apart.
    private static let maximumColumnCount = 10_000

    init(separator: UInt8, sampling rows: Int?) {
        self.separator = separator
        sample = rows.map { Reservoir(capacity: $0) }
    }

    var units: (all: Int, inspected: Int) { (rows, sample?.sample.count ?? rows) }

    mutating func read(_ text: [UInt8], into findings: inout FileFindings) {
        for byte in text {
            if byte == UInt8(ascii: "\"") {
                readQuote()
                continue
            }
            if hasPendingQuote {
                hasPendingQuote = false
                isQuoted = false
            }
            switch byte {
            case separator where !isQuoted: endCell(&findings)
            case UInt8(ascii: "\n") where !isQuoted: endRow(&findings)
            case UInt8(ascii: "\r") where !isQuoted: break
            default: append(byte, &findings)
            }
        }
    }

    mutating func finish(into findings: inout FileFindings) {
        endRow(&findings)
        for row in sample?.sample ?? [] {
            for (column, value) in row.enumerated() { inspect(value, column, &findings) }
        }
    }

    private mutating func readQuote() {
        if hasPendingQuote {
            hasPendingQuote = false
            cell.append(UInt8(ascii: "\""))
        } else if isQuoted {
            hasPendingQuote = true
        } else if cell.isEmpty {
            isQuoted = true
        } else {
            // A quote in the middle of a plain value is part of it.
            cell.append(UInt8(ascii: "\""))
        }
    }

    private mutating func append(_ byte: UInt8, _ findings: inout FileFindings) {
        // A quote that is never closed makes the rest one value: it is looked at in parts, which end at a space or, if
        // there is none for long, at any character.
        if cell.count >= Self.maximumCellSize, byte & 0xC0 != 0x80,
            byte.isSpace || cell.count >= 2 * Self.maximumCellSize
        {
            inspect(cell, column, &findings)
            cell.removeAll(keepingCapacity: true)
        }
        cell.append(byte)
    }

    private mutating func endCell(_ findings: inout FileFindings) {
        if isFirstRow || sample != nil {
            let isKept = rowSize + cell.count <= Self.maximumRowSize
            if row.count < Self.maximumColumnCount { row.append(isKept ? cell : []) }
            rowSize += cell.count
            if !isKept { inspect(cell, column, &findings) }
        } else {
            inspect(cell, column, &findings)
        }
        cell.removeAll(keepingCapacity: true)
        (isQuoted, hasPendingQuote) = (false, false)
        column += 1
    }

    private mutating func endRow(_ findings: inout FileFindings) {
        let isBlank = column == 0 && cell.isEmpty
        if !isBlank {
            endCell(&findings)
            if isFirstRow {
                endFirstRow(&findings)
            } else {
                rows += 1
                sample?.add(row)
            }
        }
        row = []
        rowSize = 0
        column = 0
        (isQuoted, hasPendingQuote) = (false, false)
    }

    private mutating func endFirstRow(_ findings: inout FileFindings) {
        isFirstRow = false
        let isHeader = isHeader(&findings)
        columns = row.map { findings.addColumn(name: isHeader ? Array($0[...].trimmed) : nil) }
        guard !isHeader else { return }
        rows += 1
        if sample != nil {
            sample?.add(row)
        } else {
            for (column, value) in row.enumerated() { inspect(value, column, &findings) }
        }
    }

    /// Whether the first row names the columns: short names, each once, that no detector takes for data.
    private func isHeader(_ findings: inout FileFindings) -> Bool {
        let names = row.map { Array($0[...].trimmed) }
        guard Set(names).count == names.count, names.allSatisfy({ !$0.isEmpty && $0.count <= 80 }) else { return false }
        return names.allSatisfy { name in
            !name.contains(UInt8(ascii: "@")) && name.count { 0x30...0x39 ~= $0 } < 4
                && !findings.holdsPersonalData(name)
        }
    }

    private func inspect(_ value: [UInt8], _ column: Int, _ findings: inout FileFindings) {
        guard !value[...].trimmed.isEmpty else { return }
        findings.inspect(value, field: column < columns.count ? columns[column] : nil)
    }
}
