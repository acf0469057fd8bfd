// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// How long an answer a request asks for at most.
package struct OutputDemand: Sendable, Equatable {
    /// Tokens an answer; `nil` where the request leaves it to the vendor.
    package var tokens: Int?
    /// How many answers.
    package var choices = 1
    /// Whether a stream is to end with its usage (`stream_options.include_usage`).
    package var includesUsage = false

    package init(tokens: Int? = nil, choices: Int = 1, includesUsage: Bool = false) {
        self.tokens = tokens
        self.choices = choices
        self.includesUsage = includesUsage
    }
}

extension JSONScan {
    /// Read for all dialects alike: of names that mean the same, the larger number counts.
    var outputDemand: OutputDemand {
        let names: [String] = ["max_completion_tokens", "max_output_tokens", "max_tokens"]
        var limits = names.compactMap { demand($0, of: 0) }
        if let options = value("options", of: 0), nodes[options].kind == .object {
            limits += [demand("num_predict", of: options)].compactMap(\.self)
        }
        let choices = [demand("n", of: 0), demand("best_of", of: 0)].compactMap(\.self).max() ?? 1
        let options = value("stream_options", of: 0)
        return OutputDemand(
            tokens: limits.max(), choices: max(1, choices),
            includesUsage: options.map { nodes[$0].kind == .object && isTrue("include_usage", of: $0) } ?? false)
    }

    /// A number in any spelling, rounded up; a negative one asks for no limit. What cannot be counted is the largest.
    private func demand(_ name: String, of object: Int) -> Int? {
        guard let node = value(name, of: object), nodes[node].kind == .number else { return nil }
        guard let number = Double(string(node)), number < Double(ReportedUsage.largest) else {
            return ReportedUsage.largest
        }
        return number < 0 ? nil : Int(number.rounded(.up))
    }
}
