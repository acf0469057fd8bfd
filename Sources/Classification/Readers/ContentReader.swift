// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Takes the text of a file piece by piece and shows its parts to the detectors; holds a bounded part of it.
protocol ContentReader {
    /// The next piece, valid UTF-8.
    mutating func read(_ text: [UInt8], into findings: inout FileFindings)
    /// The end of the file.
    mutating func finish(into findings: inout FileFindings)
    /// Units (rows, lines, windows) there were, and how many of them were looked at.
    var units: (all: Int, inspected: Int) { get }
}

extension ContentKind {
    /// The reader for this kind.
    func reader(_ options: ClassificationOptions) -> any ContentReader {
        switch self {
        case .text: TextReader()
        case .table(let separator): TableReader(separator: separator, sampling: options.sampledRows)
        case .json: JSONDocumentReader(maximumSize: options.maximumDocumentSize)
        case .jsonLines: JSONLinesReader(sampling: options.sampledRows)
        }
    }
}
