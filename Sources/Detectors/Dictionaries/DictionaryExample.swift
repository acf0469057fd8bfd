// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// A text of a dictionary with what must be found in it.
package struct DictionaryExample: Sendable, Equatable {
    package let file: String
    package let line: Int?
    package let text: [UInt8]
    /// The name of the field the text stands in.
    package let fieldName: [UInt8]?
    /// Where the value stands in `text`; `nil`: nothing of the recognizer's type may be found.
    package let expected: Range<Int>?

    /// Marks around the value in a valid example.
    private static let marks = (open: Array("⟦".utf8), close: Array("⟧".utf8))

    /// - Parameter node: a text, or `{text: …, field: …}`; in a valid one the value stands between ⟦ and ⟧.
    init(_ node: YAMLNode, isValid: Bool) throws(DocumentError) {
        file = node.file
        line = node.line
        var written: [UInt8]
        if let plain = try? node.string() {
            written = Array(plain.utf8)
            fieldName = nil
        } else {
            let keys = try node.mapping(keys: ["text", "field"])
            written = Array(try keys.required("text").string().utf8)
            fieldName = Array(try keys.required("field").string().utf8)
        }
        let open = Self.offset(of: Self.marks.open, in: written)
        guard isValid == (open != nil) else {
            throw node.error(.invalidValue, isValid ? "expected the value between ⟦ and ⟧" : "expected no ⟦ and ⟧")
        }
        if let open {
            written.removeSubrange(open..<open + Self.marks.open.count)
            guard let close = Self.offset(of: Self.marks.close, in: written), close > open else {
                throw node.error(.invalidValue, "expected ⟧ after the value")
            }
            written.removeSubrange(close..<close + Self.marks.close.count)
            expected = open..<close
        } else {
            expected = nil
        }
        text = written
    }

    private static func offset(of mark: [UInt8], in text: [UInt8]) -> Int? {
        text.indices.first { text[$0...].starts(with: mark) }
    }
}
