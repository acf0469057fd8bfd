// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// One name in its six cases, as somebody else gives them: a line of part, gender (`m` or `f`) and six forms, separated by tabs;
/// alternatives of one form by `|`, the first one preferred.
package struct CaseFormRow: Sendable, Equatable {
    /// What the name is, such as `surname`; any word.
    package let part: String
    package let isFeminine: Bool
    /// In the order of the cases, each with its alternatives.
    package let forms: [[[UInt8]]]
    /// 1-based.
    package let line: Int

    /// The rows of a file's lines. Throws for the first line that is none; empty lines are passed over.
    package static func read(_ lines: [[UInt8]], file: String) throws(EvaluationInputError) -> [CaseFormRow] {
        var rows: [CaseFormRow] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count == 2 + GrammaticalCase.allCases.count, !cells.contains(where: \.isEmpty),
                let part = String(validating: cells[0], as: UTF8.self),
                cells[1].elementsEqual("m".utf8) || cells[1].elementsEqual("f".utf8)
            else {
                throw EvaluationInputError(
                    file: file, line: index + 1, expectation: "expected part, m or f, and six forms, separated by tabs")
            }
            rows.append(
                CaseFormRow(
                    part: part, isFeminine: cells[1].elementsEqual("f".utf8),
                    forms: cells.dropFirst(2).map { $0.split(separator: UInt8(ascii: "|")).map(Array.init) },
                    line: index + 1))
        }
        return rows
    }
}
