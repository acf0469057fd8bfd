// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import TextNormalization

/// The dictionaries of this checkout, read once for all tests.
enum ShippedDictionaries {
    /// The checkout's root, found from this file's own place.
    static let resources = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    private static let loaded = Result { try DetectorLibrary.load(resources: resources) }

    static func library() throws -> DetectorLibrary { try loaded.get() }

    static func engine() throws -> DetectionEngine { try library().engine() }

    /// What the engine finds in a text, as `TYPE:text` in text order.
    static func findings(in text: String, field: String? = nil) throws -> [String] {
        try detections(in: text, field: field).map { detection in
            "\(detection.type):" + String(decoding: Array(text.utf8)[detection.span.range], as: UTF8.self)
        }
    }

    static func detections(in text: String, field: String? = nil, explains: Bool = false) throws -> [Detection] {
        guard let analyzed = AnalyzedText(utf8: Array(text.utf8), fieldName: field.map { Array($0.utf8) }) else {
            return []
        }
        return try engine().detect(in: analyzed, explains: explains)
    }
}
