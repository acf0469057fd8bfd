// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Something in the input that was mended or left out, and is counted.
package enum EvaluationWarning: String, Sendable, CaseIterable {
    case malformedSpan = "spans without start, end and label"
    case spanOutside = "spans outside their text, or empty"
    case duplicateID = "gold documents whose id came before"
    case unknownID = "predictions for an unknown id"
    case noPrediction = "gold documents without a prediction, counted as nothing found"
}

/// How often each warning was given.
package typealias EvaluationWarnings = [EvaluationWarning: Int]

/// Why input was refused. Holds a file's name, a line and a sentence, never text of the data.
package struct EvaluationInputError: Error, Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// 1-based.
    package let line: Int
    /// What was expected, in a sentence without a full stop.
    package let expectation: String

    package var description: String { "\(file):\(line): \(expectation)" }
}
