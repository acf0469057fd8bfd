// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Pseudonymization

/// A whole streamed answer of any dialect, as bytes of a network.
enum StreamFuzzing {
    private struct Result: Equatable {
        var bytes: [UInt8] = []
        var counts = RestorationCounts()
        var state = StreamRestoration.State.open
        var received: [Lane: [UInt8]] = [:]

        mutating func add(_ output: StreamRestoration.Output) {
            bytes += output.bytes
            counts += output.counts
            for piece in output.received { received[piece.lane, default: []] += piece.text }
        }
    }

    private static let providers = ProviderTable()
    private static let endpoints = [
        OpenAIProvider.chatCompletions, OpenAIProvider.responses, OpenAIProvider.completions,
        AnthropicProvider.messages,
        OllamaProvider.chat, OllamaProvider.generate,
    ]
    private static let seal = ReplaySeal { $0.map { UInt8(truncatingIfNeeded: $0.count) } }

    static func promise(brokenBy input: FuzzInput) -> String? {
        let endpoint = endpoints[Int(input.choice) % endpoints.count]
        let whole = restore([input.payload], endpoint)
        for pieces in input.splits where restore(pieces, endpoint) != whole { return "a stream depends on the split" }
        return nil
    }

    private static func restore(_ pieces: [[UInt8]], _ endpoint: Endpoint) -> Result {
        var restoration = StreamRestoration(
            provider: providers[endpoint.dialect], endpoint: endpoint,
            context: AnswerContext(
                view: FuzzTokens.shared.view, rules: RestoreRules(), declaredTools: ["mail"], seal: seal))
        var result = Result()
        for piece in pieces { result.add(restoration.consume(piece)) }
        result.add(restoration.finish())
        result.state = restoration.state
        return result
    }
}
