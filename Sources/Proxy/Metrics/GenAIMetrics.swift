// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// The metrics of OpenTelemetry's conventions for generative AI. "Client" is the gateway towards an upstream, "server" the
/// gateway towards its callers.
package struct GenAIMetrics: MetricGroup {
    /// What says where an operation went; `UpstreamLabels` gives the values.
    static let labels = [
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model",
        "server.address", "server.port",
    ]

    package let operationDuration = Histogram(
        "gen_ai.client.operation.duration", "From sending to an upstream to the end of its answer.",
        labels: labels + ["error.type"], edges: Edges.seconds)
    package let timeToFirstChunk = Histogram(
        "gen_ai.client.operation.time_to_first_chunk", "From sending to the upstream's first byte.",
        labels: labels + ["error.type"], edges: Edges.seconds)
    package let timePerOutputChunk = Histogram(
        "gen_ai.client.operation.time_per_output_chunk", "Between two pieces of an upstream's stream.",
        labels: labels, edges: Edges.seconds)
    package let tokenUsage = Histogram(
        "gen_ai.client.token.usage", "Tokens of requests and answers, as upstreams count them.",
        labels: labels + ["gen_ai.token.type"], edges: (0..<14).map { Double(1 << (2 * $0)) }, unit: .tokens)
    package let requestDuration = Histogram(
        "gen_ai.server.request.duration", "From the end of the request to the end of the answer.",
        labels: labels + ["error.type"], edges: Edges.seconds)
    package let timeToFirstToken = Histogram(
        "gen_ai.server.time_to_first_token", "From the end of the request to the first piece of a stream.",
        labels: labels, edges: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10])
    package let timePerOutputToken = Histogram(
        "gen_ai.server.time_per_output_token", "Time of a stream after its first piece, for each token in it.",
        labels: labels, edges: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5])

    package var families: [any MetricSource] {
        [
            operationDuration, timeToFirstChunk, timePerOutputChunk, tokenUsage, requestDuration, timeToFirstToken,
            timePerOutputToken,
        ]
    }
}
