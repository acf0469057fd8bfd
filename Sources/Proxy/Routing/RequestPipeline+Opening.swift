// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Policy
import PrivacyCore
import Providers
import Pseudonymization

/// What has been read of an answer before any of it goes to the caller: so far another upstream may still answer.
enum AnswerOpening {
    /// An error, or what is none of the answers that are understood; its body is still to come.
    case unread
    case whole([UInt8])
    /// A stream up to its first content, and what gives the rest.
    case stream(StreamDelivery, UpstreamBody.Next)
}

/// Between steps 8 and 9: reads an answer until it is certain that it is one. A server may say 200 and then nothing more.
extension RequestPipeline {
    func open(_ answer: UpstreamAnswer, to ready: ReadyRequest) async throws(GatewayError) -> UpstreamAnswer {
        guard (200..<300).contains(answer.response.status), answer.response.isPlain else { return answer }
        // Silence ends the exchange (`.upstreamTimeout`) and not the request, so that it goes on elsewhere.
        let idle = answer.upstream.timeouts.idle
        let body = answer.response.body
        lifetime.limit(idle: idle) { body.expire() }
        // A second run that takes too long costs itself, and not the answer that is there.
        if answer.attempt.target.reason == .unmasked { lifetime.limitTotal { body.expire() } }
        var answer = answer
        answer.opening =
            try await isStream(answer) ? openStream(answer, to: ready) : .whole(whole(body))
        lifetime.limit(idle: idle)
        return answer
    }

    /// Vendors differ in what they call a stream: where it is translated, the request says whether it is one.
    private func isStream(_ answer: UpstreamAnswer) -> Bool {
        answer.translation?.isStreaming ?? answer.response.contentType?.lowercased().hasPrefix(
            call.endpoint.dialect.framing.mediaType) ?? false
    }

    private func openStream(
        _ answer: UpstreamAnswer, to ready: ReadyRequest
    ) async throws(GatewayError) -> AnswerOpening {
        let context = context(of: answer, to: ready)
        var delivery = StreamDelivery(self, context, ready.decision.answerRule, answer.translation)
        delivery.watch = judge(of: ready, context).map(StreamWatch.init)
        let next = answer.response.body.pieces()
        while delivery.isHeld {
            let started = ContinuousClock.now
            guard let piece = try await pull(next) else {
                delivery.holdEnd()
                break
            }
            timeline.receivedPiece(waitedSince: started)
            delivery.hold(piece)
        }
        return .stream(delivery, next)
    }

    /// A whole answer.
    private func whole(_ body: UpstreamBody) async throws(GatewayError) -> [UInt8] {
        guard let bytes = try await collect(body) else {
            allowance.note(.everything)
            throw GatewayError(.upstreamError)
        }
        return bytes
    }
}

extension UpstreamAnswer {
    /// Whether it ended, or told of a failure, before it said anything.
    var isBroken: Bool {
        guard case .stream(let delivery, _) = opening else { return false }
        return delivery.isBroken
    }
}
