// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

extension YAMLNode {
    /// Parses a file. `name` is what errors call it.
    package init(readingFile path: String, named name: String) throws(DocumentError) {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: name, expectation: "the file cannot be read")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw DocumentError(code: .syntax, file: name, expectation: "the file is not UTF-8")
        }
        try self.init(parsing: text, file: name)
    }
}
