// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Reads one JSON value; one too large to be held, or not JSON after all, is read as text.
struct JSONDocumentReader: ContentReader {
    private enum State {
        case collecting([UInt8])
        case text(TextReader)
    }

    private var state = State.collecting([])
    private var documents = 0

    /// Bytes of a document that is taken as a whole.
    private let maximumSize: Int

    init(maximumSize: Int) {
        self.maximumSize = maximumSize
    }

    var units: (all: Int, inspected: Int) {
        if case .text(let reader) = state { reader.units } else { (documents, documents) }
    }

    mutating func read(_ text: [UInt8], into findings: inout FileFindings) {
        switch state {
        case .collecting(var collected):
            // Emptied first, so that the bytes have one owner and are appended in place.
            state = .collecting([])
            collected += text
            if collected.count <= maximumSize {
                state = .collecting(collected)
            } else {
                readAsText(collected, &findings)
            }
        case .text(var reader):
            state = .collecting([])
            reader.read(text, into: &findings)
            state = .text(reader)
        }
    }

    mutating func finish(into findings: inout FileFindings) {
        if case .collecting(let collected) = state {
            if let scan = try? JSONScan(collected, limits: .lenient) {
                JSONInspection.inspect(scan, into: &findings)
                documents = 1
                state = .collecting([])
                return
            }
            readAsText(collected, &findings)
        }
        guard case .text(var reader) = state else { return }
        reader.finish(into: &findings)
        state = .text(reader)
    }

    private mutating func readAsText(_ text: [UInt8], _ findings: inout FileFindings) {
        findings.note(.readAsText)
        var reader = TextReader()
        reader.read(text, into: &findings)
        state = .text(reader)
    }
}
