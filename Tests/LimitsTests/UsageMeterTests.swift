// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Limits
import PrivacyCore
import Testing

@Suite struct UsageMeterTests {
    private static func meter(isComplete: Bool = true, bytes: [Int] = [], _ said: ReportedUsage...) -> UsageMeter {
        var meter = UsageMeter()
        meter.begin(requestBytes: 41)
        for count in bytes { meter.add(bytes: count) }
        for usage in said { meter.report(usage) }
        meter.isComplete = isComplete
        return meter
    }

    @Test func withoutAnAnswerThereIsNoUsage() {
        #expect(UsageMeter().usage == nil)
    }

    @Test func theVendorsLastWordCounts() {
        let usage = Self.meter(bytes: [400], ReportedUsage(input: 7, output: 1), ReportedUsage(output: 30)).usage
        #expect(usage == TokenUsage(input: 7, output: 30))
    }

    @Test func whatIsCountedBesideTheInputBelongsToIt() {
        var said = ReportedUsage(input: 3, output: 2)
        (said.readApart, said.writtenApart) = (100, 50)
        #expect(Self.meter(said).usage == TokenUsage(input: 153, output: 2, cachedInput: 100))
    }

    @Test func whatNobodySaysIsEstimatedAndSaysSo() {
        #expect(Self.meter(bytes: [4, 5]).usage == TokenUsage(input: 11, output: 3, isEstimated: true))
        #expect(
            Self.meter(bytes: [8], ReportedUsage(input: 5)).usage
                == TokenUsage(input: 5, output: 2, isEstimated: true))
    }

    @Test func ofAnAnswerCutShortTheFirstCountIsNotTheLast() {
        // Anthropic says at the start that one token came out.
        let usage = Self.meter(isComplete: false, bytes: [400], ReportedUsage(input: 7, output: 1)).usage
        #expect(usage == TokenUsage(input: 7, output: 100, isEstimated: true))
    }

    @Test func anEndpointWithoutOutputIsCountedByItsInput() {
        #expect(Self.meter(ReportedUsage(input: 9)).usage == TokenUsage(input: 9, output: 0))
    }

    @Test func theOutputSoFarIsNeverMoreThanThereCanBe() {
        // A piece a token, as most servers send.
        #expect(Self.meter(bytes: Array(repeating: 5, count: 12)).outputSoFar == 12)
        // Cut into single bytes by a proxy.
        #expect(Self.meter(bytes: Array(repeating: 1, count: 12)).outputSoFar == 6)
        // All in one piece.
        #expect(Self.meter(bytes: [320]).outputSoFar == 20)
        #expect(Self.meter(bytes: [320], ReportedUsage(output: 90)).outputSoFar == 90)
    }
}
