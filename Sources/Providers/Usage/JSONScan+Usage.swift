// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// What answers of every dialect say of their cost, read from the scan that finds their texts.
///
/// One reader for all, because servers that follow a vendor's API mix the names: `prompt_tokens` and `completion_tokens`
/// (OpenAI's older endpoints), `input_tokens` and `output_tokens` (Responses, Anthropic), counts of evaluations (Ollama).
extension JSONScan {
    /// `nil` where it says nothing. Reads the answer itself, or the object that an event carries: `response` of OpenAI's,
    /// `message` of Anthropic's.
    var usage: ReportedUsage? {
        for holder in [0, member("response", of: 0), member("message", of: 0)].compactMap(\.self)
        where nodes[holder].kind == .object {
            guard let usage = value("usage", of: holder), nodes[usage].kind == .object else { continue }
            return read(usage)
        }
        return evaluations
    }

    private func read(_ usage: Int) -> ReportedUsage? {
        var said = ReportedUsage(
            input: count(["prompt_tokens", "input_tokens"], of: usage),
            output: count(["completion_tokens", "output_tokens"], of: usage))
        for details in ["prompt_tokens_details", "input_tokens_details"] as [String] {
            guard let details = value(details, of: usage), nodes[details].kind == .object else { continue }
            said.cachedInput = count(["cached_tokens"], of: details)
        }
        for details in ["completion_tokens_details", "output_tokens_details"] as [String] {
            guard let details = value(details, of: usage), nodes[details].kind == .object else { continue }
            said.reasoning = count(["reasoning_tokens"], of: details)
        }
        said.readApart = count(["cache_read_input_tokens"], of: usage)
        said.writtenApart = count(["cache_creation_input_tokens"], of: usage)
        return said == ReportedUsage() ? nil : said
    }

    /// Ollama's counts. What it has in its cache it does not evaluate, and does not count.
    private var evaluations: ReportedUsage? {
        guard let output = count(["eval_count"], of: 0) else { return nil }
        return ReportedUsage(input: count(["prompt_eval_count"], of: 0), output: output)
    }

    private func count(_ names: [String], of object: Int) -> Int? {
        for name in names {
            if let count = index(name, of: object), count <= ReportedUsage.largest { return count }
        }
        return nil
    }
}
