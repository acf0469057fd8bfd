// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText
import Limits
import Providers
import Pseudonymization
import Telemetry

/// Counting what an answer costs, from what was read of it anyway.
extension RequestPipeline {
    /// A whole answer.
    func meter(_ parsed: ParsedResponse, requestBytes: Int) {
        guard call.endpoint.isMetered else { return }
        journal.meter { meter in
            meter.begin(requestBytes: requestBytes)
            for slot in parsed.slots where slot.form == .free { meter.add(bytes: slot.text.utf8.count) }
            if let usage = parsed.usage { meter.report(usage) }
            meter.isComplete = true
        }
    }

    /// A whole one that nobody could read: its vendor counts it all the same.
    func meterUnread(_ body: [UInt8], requestBytes: Int) {
        guard call.endpoint.isMetered else { return }
        journal.meter { meter in
            meter.begin(requestBytes: requestBytes)
            meter.add(bytes: body.count)
        }
    }

    /// A streamed one begins.
    func beginMeter(requestBytes: Int) {
        if call.endpoint.isMetered { journal.meter { $0.begin(requestBytes: requestBytes) } }
    }

    /// It came to its end.
    func endMeter() { journal.meter { $0.isComplete = true } }

    /// It was ended at its limit, which its last record says.
    func noteLimit() {
        allowance.reachedLimit()
        journal.learn { $0.reason = .outputLimited }
        gateway.metrics.limits.outputLimited.add()
    }

    /// A piece of a streamed one.
    func meter(_ output: StreamRestoration.Output) {
        guard call.endpoint.isMetered, output.usage != nil || !output.received.isEmpty else { return }
        journal.meter { meter in
            for piece in output.received { meter.add(bytes: piece.text.count) }
            if let usage = output.usage { meter.report(usage) }
        }
    }
}

extension Endpoint {
    /// Whether a model works for it. Counting tokens and moderation cost nothing where vendors sell tokens.
    var isMetered: Bool { !["moderations", "messages.count_tokens"].contains(name) && !isList }
}
