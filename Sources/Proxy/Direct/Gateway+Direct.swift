// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import Providers
import Synchronization
import Telemetry

extension Gateway {
    /// Answers one direct operation: does it, records it durably, and only then lets the answer out.
    package func serve(_ call: DirectCall, reply: Reply, lifetime: RequestLifetime) async {
        metrics.active.add(1)
        defer { metrics.active.add(-1) }
        let snapshot = snapshot
        let timeline = RequestTimeline(parent: call.context.trace, sampling: snapshot.telemetry.sampling)
        guard let allowance = await admit(call.caller, under: snapshot.limits, as: call.errorShape, reply: reply) else {
            return observe(Served(call, error: GatewayError(.rateLimited), timeline: timeline), reply: reply)
        }
        let journal = DirectJournal(audit, of: call)
        let work = DirectWork(call: call, gateway: self, snapshot: snapshot, journal: journal)
        let outcome = Mutex<Result<[UInt8], GatewayError>>(.failure(GatewayError(.callerGone)))
        await lifetime.run {
            do throws(GatewayError) {
                let answer = try await work.run()
                outcome.withLock { $0 = .success(answer) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
        }
        // It costs no tokens, so there is nothing to write.
        try? await allowance.settle(nil)
        let result = await recorded(outcome.withLock { $0 }.mapError { $0.seen(from: lifetime) }, journal, call)
        switch result {
        case .success(let body):
            // A caller that is gone needs no answer.
            try? await reply.send(status: 200, contentType: "application/json", body: ByteBuffer(bytes: body))
        case .failure(let error): await render(error, as: call.errorShape, to: reply)
        }
        observe(Served(call, error: result.failure, timeline: timeline), reply: reply)
    }

    /// The outcome once it is on record; an error where it could not be put there.
    private func recorded(
        _ outcome: Result<[UInt8], GatewayError>, _ journal: DirectJournal, _ call: DirectCall
    ) async -> Result<[UInt8], GatewayError> {
        do throws(GatewayError) {
            try await journal.end(outcome.failure)
            return outcome
        } catch {
            logger.error("the record of a request was not written", metadata: ["request.id": "\(call.id)"])
            return .failure(error)
        }
    }
}
