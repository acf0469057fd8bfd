// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText
import PrivacyCore
import TextNormalization

/// Presidio's `POST /anonymize`: replaces what the caller says was found. Nothing is kept, so nothing can be restored.
extension DirectWork {
    func anonymize() throws(GatewayError) -> JSONDraft {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let request = try AnonymizeRequest(call.body, salt: salt)
        let results = PresidioResult.settled(request.results, in: request.text)
        var output: [UInt8] = []
        var places: [Range<Int>] = []
        var rest = 0
        for (index, result) in results.enumerated() {
            output += request.text[rest..<result.span.start]
            let start = output.count
            output += request.operator(for: result.entity)
                .output(for: request.text[result.span.range], entity: result.entity)
            places.append(start..<output.count)
            // Of two that overlap the later one has the part they share.
            rest = index + 1 < results.count ? min(result.span.end, results[index + 1].span.start) : result.span.end
            // A replacement may be of any length.
            guard output.count <= RequestPipeline.answerLimit else {
                throw GatewayError(.scanLimit, "The result would be too long.")
            }
        }
        output += request.text[rest...]
        journal.learn { $0.count = results.count }
        var offsets = CodePointOffsets(of: output)
        let items = zip(results, places).map { result, place in
            let start = offsets.codePoints(before: place.lowerBound)
            return JSONDraft.object([
                ("start", .integer(start)), ("end", .integer(offsets.codePoints(before: place.upperBound))),
                ("entity_type", .string(result.entity)), ("text", .text(Array(output[place]))),
                ("operator", .string(request.operator(for: result.entity).name)),
            ])
        }
        // Presidio goes from the end of the text to its beginning, and lists in that order.
        return .object([("text", .text(output)), ("items", .array(items.reversed()))])
    }
}
