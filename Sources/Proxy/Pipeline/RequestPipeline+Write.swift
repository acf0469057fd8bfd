// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Policy
import Providers
import Pseudonymization

/// Between steps 5 and 6: the request in the wire format of the upstream. Only tokens are translated, and what the guard
/// looks at are the bytes that leave.
extension RequestPipeline {
    func write(_ tokenized: TokenizedRequest, for upstream: Upstream) async throws(GatewayError) -> OutgoingRequest {
        var headers = [
            (name: "content-type", value: "application/json"),
            (name: "accept", value: "application/json, text/event-stream"),
        ]
        // Whoever made the trace chose its id, so that the guard looks at it as at all that leaves.
        if snapshot.telemetry.propagates, let parent = timeline.announcement(to: upstream.id) {
            headers.append((name: "traceparent", value: parent))
        }
        guard let adapter = upstream.adapter(for: call.endpoint) else {
            // Of the caller's headers only those that its dialect names.
            return OutgoingRequest(
                request: tokenized, target: call.endpoint.upstreamPath, headers: headers + call.context.headers,
                translation: nil)
        }
        let forbidsStorage = snapshot.policy.storage == .forbid
        return try await gateway.scans.step(bytes: tokenized.body.count) { [headers] () throws(GatewayError) in
            do throws(ProviderError) {
                let (body, chat) = try adapter.adapt(tokenized.body)
                let head = AnswerHead(
                    id: "chatcmpl-\(call.id)", created: Int(Date.now.timeIntervalSince1970), model: chat.model,
                    includesUsage: chat.includesUsage)
                return OutgoingRequest(
                    request: tokenized.carried(in: body), target: adapter.path,
                    headers: headers + adapter.headers + (forbidsStorage ? adapter.storageHeaders : []),
                    translation: AnswerTranslation(adapter: adapter, head: head, isStreaming: chat.isStreaming))
            } catch {
                throw GatewayError(error)
            }
        }
    }
}
