// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why a YAML document was refused, with the place. Holds keys and expectations, never values of the document.
package struct DocumentError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case syntax
        case unknownKey
        case missingKey
        case duplicateKey
        case wrongType
        case invalidValue
    }

    package let code: Code
    /// The file as the operator named it.
    package let file: String
    /// 1-based; `nil` where the document as a whole is meant.
    package let line: Int?
    package let column: Int?
    /// What was expected, in a sentence without a full stop.
    package let expectation: String

    package init(code: Code, file: String, line: Int? = nil, column: Int? = nil, expectation: String) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.expectation = expectation
    }

    package var description: String {
        let place = [line, column].compactMap { $0.map(String.init) }.joined(separator: ":")
        return place.isEmpty ? "\(file): \(expectation)" : "\(file):\(place): \(expectation)"
    }
}
