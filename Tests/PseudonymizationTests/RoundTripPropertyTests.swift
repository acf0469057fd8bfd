// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Promises P1 and P2 over random texts.
@Suite struct RoundTripPropertyTests {
    /// The cases are split, so that they run side by side.
    static let shards = 8
    static let cases = TestSeed.cases(usual: 10_000)

    @Test("The seed of this run is in the log")
    func seed() { print("ZAVESA_SEED=\(TestSeed.value)") }

    @Test("Nothing raw leaves, and everything comes back byte for byte", arguments: 0..<shards)
    func nothingLeavesAndEverythingReturns(shard: Int) async throws {
        for number in stride(from: shard, to: Self.cases, by: Self.shards) {
            var generator = TestSeed.generator(case: number)
            let sample = RandomText(using: &generator)
            let body = Self.body(sample.utf8, using: &generator)
            let values = sample.plants.map { ($0.value, $0.type) }
            let planted = try PlantedRequest(body: body, values: values)
            let tokenized = try await planted.tokenized(in: InMemoryVault())

            let guarded = try EgressGuard().inspect(tokenized, target: "/chat/completions", headers: [])
            let leaks = LeakProbe(values.map(\.0)).leaks(in: guarded.body)
            #expect(leaks.isEmpty, "case \(number), seed \(TestSeed.value)")

            let sent = try PlantedRequest.provider.parseRequest(guarded.body, to: PlantedRequest.endpoint)
            let restored = sent.texts.map {
                StreamingRestorer.restore($0, view: guarded.view, rules: RestoreRules()).output
            }
            #expect(restored == planted.parsed.texts, "case \(number), seed \(TestSeed.value)")
        }
    }

    /// The text as a message, as a tool's JSON answer, or as arguments of an earlier call: JSON at depth 1 and 2.
    private static func body(_ text: [UInt8], using generator: inout SplitMix64) -> [UInt8] {
        let once = escape(text, using: &generator)
        let twice = JSONEscaper.escape(Array(#"{"note":""#.utf8) + once + Array(#"","n":1}"#.utf8), levels: 1)
        let messages: [[UInt8]] =
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: [Array(#"{"role":"user","content":""#.utf8), once, Array(#""}"#.utf8)]
            case 1: [Array(#"{"role":"tool","tool_call_id":"c","content":""#.utf8), twice, Array(#""}"#.utf8)]
            default:
                [
                    Array(#"{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"#.utf8),
                    Array(#""name":"note","arguments":""#.utf8), twice, Array(#""}}]}"#.utf8),
                ]
            }
        return Array(#"{"model":"m","messages":["#.utf8) + messages.joined() + Array("]}".utf8)
    }

    /// With the fewest escapes, or with some characters as `\uXXXX`.
    private static func escape(_ text: [UInt8], using generator: inout SplitMix64) -> [UInt8] {
        guard Bool.random(using: &generator) else { return JSONEscaper.escape(text, levels: 1) }
        var output: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if Int.random(in: 0..<3, using: &generator) > 0 {
                output += JSONEscaper.escape(Array(Character(scalar).utf8), levels: 1)
                continue
            }
            for unit in Character(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                output += Array("\\u".utf8) + Array(String(repeating: "0", count: 4 - digits.count).utf8)
                output += Array(digits.utf8)
            }
        }
        return output
    }
}
