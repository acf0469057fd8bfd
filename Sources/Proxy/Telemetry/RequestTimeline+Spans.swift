// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Telemetry

extension RequestTimeline {
    /// The spans of a request that has ended: one for it, one for each step, one for each exchange. There is no
    /// attribute for what was said, replaced or not.
    func spans(of served: Served, status: Int, bytesOut: Int, until ended: ContinuousClock.Instant) -> [TraceSpan] {
        guard let trace, isSampled else { return [] }
        let whole = TraceSpan(
            name: "\(served.method) \(served.route)", kind: .server, trace: trace.trace, id: trace.span, parent: parent,
            start: clock.nanoseconds(at: served.received), end: clock.nanoseconds(at: ended),
            attributes: attributes(of: served, status, bytesOut), isError: status >= 500)
        let steps = steps.map { step in
            TraceSpan(
                name: "zavesa.\(step.phase.rawValue)", kind: .internal, trace: trace.trace, parent: trace.span,
                start: clock.nanoseconds(at: step.started), end: clock.nanoseconds(at: step.ended))
        }
        return [whole] + steps + attempts.map { span(of: $0, in: trace, until: ended) }
    }

    private func attributes(
        of served: Served, _ status: Int, _ bytesOut: Int
    ) -> [(name: String, value: TraceSpan.Value)] {
        var attributes: [(name: String, value: TraceSpan.Value)] = [
            ("http.request.method", .string(served.method)), ("http.route", .string(served.route)),
            ("http.response.status_code", .integer(status)), ("http.request.body.size", .integer(served.bytesIn)),
            ("http.response.body.size", .integer(bytesOut)),
            ("zavesa.request.id", .string(served.request.rawValue)),
            ("zavesa.endpoint", .string(served.endpoint)),
        ]
        if let caller = served.caller { attributes.append(("zavesa.caller", .string(caller.id.rawValue))) }
        if !served.code.isEmpty { attributes.append(("error.type", .string(served.code))) }
        return attributes
    }

    private func span(
        of attempt: Attempt, in trace: TraceParent, until ended: ContinuousClock.Instant
    ) -> TraceSpan {
        let labels = attempt.labels
        var attributes: [(name: String, value: TraceSpan.Value)] = [
            ("gen_ai.operation.name", .string(labels.operation)), ("gen_ai.provider.name", .string(labels.provider)),
            ("gen_ai.request.model", .string(labels.requestModel)),
            ("gen_ai.response.model", .string(labels.responseModel)),
            ("gen_ai.request.stream", .boolean(isStream)),
            ("zavesa.upstream", .string(attempt.upstream.rawValue)),
        ]
        if let server = labels.server {
            attributes.append(("server.address", .string(server.host)))
            attributes.append(("server.port", .integer(server.port)))
        }
        if let firstByte = attempt.firstByte {
            let seconds = (firstByte - attempt.started) / .seconds(1)
            attributes.append(("gen_ai.response.time_to_first_chunk", .double(seconds)))
        }
        if let tokens = attempt.tokens {
            attributes.append(("gen_ai.usage.input_tokens", .integer(tokens.input)))
            attributes.append(("gen_ai.usage.output_tokens", .integer(tokens.output)))
        }
        if !attempt.error.isEmpty { attributes.append(("error.type", .string(attempt.error))) }
        return TraceSpan(
            name: "\(labels.operation) \(labels.requestModel)", kind: .client, trace: trace.trace, id: attempt.span,
            parent: trace.span, start: clock.nanoseconds(at: attempt.started),
            end: clock.nanoseconds(at: attempt.ended ?? ended), attributes: attributes,
            isError: !attempt.error.isEmpty)
    }
}
