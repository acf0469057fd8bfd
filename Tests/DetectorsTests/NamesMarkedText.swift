// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import TextNormalization

/// A text in which the expected names stand in square brackets: `Звонил [Иван Петров].`
struct NamesMarkedText {
    /// The text without the brackets, and the byte spans they marked.
    let text: String
    let spans: [ByteSpan]

    init(_ marked: String) {
        var bytes: [UInt8] = []
        var spans: [ByteSpan] = []
        var start = 0
        for byte in marked.utf8 {
            switch byte {
            case UInt8(ascii: "["): start = bytes.count
            case UInt8(ascii: "]"): spans.append(ByteSpan(start, bytes.count))
            default: bytes.append(byte)
            }
        }
        text = String(decoding: bytes, as: UTF8.self)
        self.spans = spans
    }
}

/// The detector with the shipped dictionaries, and what the suites ask of it.
struct NamesFixture {
    /// One finding, spelled out for a message.
    struct Finding: Equatable, CustomStringConvertible {
        let name: String
        let span: ByteSpan
        let subject: String

        var description: String { name }
    }

    private static let loaded = Result { try NameDetector.load(resources: checkout) }

    /// The checkout this file stands in.
    private static var checkout: String {
        #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
    }

    let detector: NameDetector

    init() throws {
        detector = try Self.loaded.get()
    }

    /// The names found with a probability of at least one half.
    func findings(in text: String, field: String? = nil) throws -> [Finding] {
        try detections(in: text, field: field).filter { $0.score >= 0.5 }.map { detection in
            Finding(
                name: String(decoding: Array(text.utf8)[detection.span.range], as: UTF8.self), span: detection.span,
                subject: detection.subject.map { $0.expose { String(decoding: $0, as: UTF8.self) } } ?? "")
        }
    }

    /// Everything reported.
    func detections(in text: String, field: String? = nil, explains: Bool = false) throws -> [Detection] {
        guard let analyzed = AnalyzedText(utf8: Array(text.utf8), fieldName: field.map { Array($0.utf8) }) else {
            return []
        }
        var found: [Detection] = []
        try detector.detect(in: analyzed, explains: explains) { found.append($0) }
        return found
    }
}
