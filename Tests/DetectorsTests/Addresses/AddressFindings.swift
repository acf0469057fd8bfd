// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing

/// What the engine finds of one type in texts whose expected findings stand in square brackets.
enum AddressFindings {
    /// Checks that exactly the marked stretches are found as `type`.
    static func expect(
        _ marked: String, field: String? = nil, type: String = "ADDRESS", _ location: SourceLocation = #_sourceLocation
    ) throws {
        let expected = NamesMarkedText(marked)
        let found = try ShippedDictionaries.detections(in: expected.text, field: field).filter {
            $0.type.rawValue == type
        }
        let texts = found.map { String(decoding: Array(expected.text.utf8)[$0.span.range], as: UTF8.self) }
        #expect(found.map(\.span) == expected.spans, "found \(texts) in \(marked)", sourceLocation: location)
    }
}
