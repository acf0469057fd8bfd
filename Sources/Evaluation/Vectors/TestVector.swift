// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One line of a file of test numbers: kind, value and 1 (valid) or 0 (invalid), separated by tabs; more is not read.
package struct TestVector: Sendable, Equatable {
    package let kind: String
    package let value: [UInt8]
    package let isValid: Bool
    /// 1-based.
    package let line: Int

    /// The vectors of a file's lines. Throws for the first line that is none; empty lines are passed over.
    package static func read(_ lines: [[UInt8]], file: String) throws(EvaluationInputError) -> [TestVector] {
        var vectors: [TestVector] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count >= 3, let kind = String(validating: cells[0], as: UTF8.self), !cells[1].isEmpty,
                cells[2].elementsEqual("1".utf8) || cells[2].elementsEqual("0".utf8)
            else {
                throw EvaluationInputError(
                    file: file, line: index + 1, expectation: "expected kind, value and 1 or 0, separated by tabs")
            }
            vectors.append(
                TestVector(
                    kind: kind, value: Array(cells[1]), isValid: cells[2].elementsEqual("1".utf8), line: index + 1))
        }
        return vectors
    }
}
