// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import FoundationEssentials

extension YAMLNode {
    /// Parses a file. `name` is what errors call it.
    package init(readingFile path: String, named name: String) throws(DocumentError) {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: name, expectation: "the file cannot be read")
        }
        try self.init(content, named: name)
    }

    /// Parses what was read of a file already.
    package init(_ content: Data, named name: String) throws(DocumentError) {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw DocumentError(code: .syntax, file: name, expectation: "the file is not UTF-8")
        }
        try self.init(parsing: text, file: name)
    }
}
