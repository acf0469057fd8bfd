// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// The ways of reading a text beside the plain one.
enum ViewKind: Sendable {
    case hidden, base64, hexadecimal, quotedPrintable, numberWords, spelledAddress, spokenDate, separators,
        joinedDigits, table, brokenWord, exponent, joinedWords

    /// The constant that a trace shows.
    var name: String {
        switch self {
        case .hidden: "view hidden characters"
        case .base64: "view base64"
        case .hexadecimal: "view hexadecimal"
        case .quotedPrintable: "view quoted-printable"
        case .numberWords: "view number words"
        case .spelledAddress: "view spelled address"
        case .spokenDate: "view date in words"
        case .separators: "view separators"
        case .joinedDigits: "view joined digits"
        case .table: "view table"
        case .brokenWord: "view broken word"
        case .exponent: "view exponent"
        case .joinedWords: "view joined words"
        }
    }

    /// Log-odds that a finding costs: digits that had to be joined are often no number at all.
    var cost: Double {
        switch self {
        case .joinedDigits: -0.1
        // Most words that are joined so are names of things.
        case .joinedWords: -0.4
        default: 0
        }
    }

    /// Whether what is read may also speak for a value beside it: the label of a number can be encoded, too.
    var isEncoding: Bool {
        switch self {
        case .hidden, .base64, .hexadecimal, .quotedPrintable: true
        case .numberWords, .spelledAddress, .spokenDate, .separators, .joinedDigits, .table, .brokenWord, .exponent,
            .joinedWords:
            false
        }
    }
}

/// A stretch of a folded text that has another reading.
struct ViewRun {
    /// The stretch, in the folded text.
    let area: Range<Int>
    /// What is to be changed in it, in text order.
    let edits: [TextEdit]
    let kind: ViewKind

    init(area: Range<Int>, edits: [TextEdit], kind: ViewKind) {
        self.area = area
        self.edits = edits
        self.kind = kind
    }

    /// The cell of a table, on a line of its own behind its column's head; `start` is where what parts it from the cell before
    /// begins. What is found in the label alone is in no cell. `nil` for a cell too short to hold anything to find.
    init?(cell: Range<Int>, under head: [UInt8], from start: Int) {
        guard cell.count > 1 else { return nil }
        let label = [UInt8(ascii: "\n")] + head + Array(": ".utf8)
        self.init(area: cell, edits: [TextEdit(start..<cell.lowerBound, label)], kind: .table)
    }

    /// A stretch that another text stands for as a whole.
    init(_ area: Range<Int>, _ text: [UInt8], kind: ViewKind) {
        self.init(area: area, edits: [TextEdit(area, text)], kind: kind)
    }

    /// The runs in text order, of those that overlap the first.
    static func ordered(_ runs: [ViewRun]) -> [ViewRun] {
        var kept: [ViewRun] = []
        for run in runs.sorted(by: { $0.area.lowerBound < $1.area.lowerBound })
        where run.area.lowerBound >= kept.last?.area.upperBound ?? 0 {
            kept.append(run)
        }
        return kept
    }
}
