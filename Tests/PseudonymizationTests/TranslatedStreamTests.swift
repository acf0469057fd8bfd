// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Streams in another wire format than the caller's: translated, then restored.
@Suite struct TranslatedStreamTests {
    private let sample: SampleView
    private static let provider = OpenAIProvider()

    init() throws { sample = try SampleView() }

    /// Objects of YandexGPT, each with all of the text so far, in pieces of `size` scalars.
    private func stream(size: Int, isEnded: Bool = true) -> [UInt8] {
        let text = sample.text("Здравствуйте, [{P}]! {E}. [EMAIL").text.unicodeScalars
        var lines = ""
        for end in stride(from: size, to: text.count + size, by: size) {
            let soFar = String(String.UnicodeScalarView(text.prefix(end)))
            let status = isEnded && end >= text.count ? "FINAL" : "PARTIAL"
            lines += #"{"result":{"alternatives":[{"message":{"role":"assistant","text":""#
            lines += JSONEscaper.escape(Array(soFar.utf8), levels: 1).text
            lines += "\"},\"status\":\"ALTERNATIVE_STATUS_\(status)\"}]}}\n"
        }
        return Array(lines.utf8)
    }

    private func run(_ pieces: [ArraySlice<UInt8>]) -> (
        bytes: [UInt8], counts: RestorationCounts, state: StreamRestoration.State
    ) {
        let adapter = YandexGPTAdapter(folder: "b1g")
        let head = AnswerHead(id: "chatcmpl-1", created: 1, model: "m", includesUsage: false)
        var restoration = StreamRestoration(
            provider: Self.provider, endpoint: OpenAIProvider.chatCompletions,
            context: AnswerContext(view: sample.view, rules: RestoreRules(), declaredTools: []),
            translating: adapter.stream(to: head), from: .yandexgpt)
        var (bytes, counts) = ([UInt8](), RestorationCounts())
        for output in pieces.map({ restoration.consume(Array($0)) }) + [restoration.finish()] {
            bytes += output.bytes
            counts += output.counts
        }
        return (bytes, counts, restoration.state)
    }

    /// What the chunks say.
    private func said(_ bytes: [UInt8]) throws -> String {
        try bytes.text.split(separator: "\n\n").map { event in
            let data = Array(event.dropFirst("data: ".count).utf8)
            guard data != Array("[DONE]".utf8) else { return "" }
            let scan = try JSONScan(data)
            let choices = try #require(scan.member("choices", of: 0))
            let choice = try #require(Array(scan.children(of: choices)).first)
            let delta = try #require(scan.member("delta", of: choice))
            return scan.member("content", of: delta).map(scan.string) ?? ""
        }.joined()
    }

    private static let expected = "Здравствуйте, \(SampleView.personValue)! \(SampleView.emailValue). [EMAIL"

    @Test("Whatever pieces model and network make, the caller reads the same values", arguments: [1, 7, 1000])
    func everySplit(size: Int) throws {
        let bytes = stream(size: size)
        let whole = run([bytes[...]])
        #expect(try said(whole.bytes) == Self.expected)
        #expect(whole.state == .done && whole.counts == RestorationCounts(restored: 2, repaired: 1))
        #expect(whole.bytes.text.hasSuffix("data: [DONE]\n\n"))
        for index in stride(from: 0, to: bytes.count, by: size == 1 ? 97 : size == 7 ? 11 : 1) {
            let split = run([bytes[..<index], bytes[index...]])
            #expect(split.bytes == whole.bytes && split.counts == whole.counts, "split at \(index)")
        }
        #expect(run(bytes.map { [$0][...] }).bytes == whole.bytes)
    }

    @Test("Half an answer ends with an error, and without what was held")
    func brokenOff() {
        let result = run([stream(size: 7, isEnded: false)[...]])
        #expect(result.state == .failed(.malformed))
        #expect(result.bytes.text.contains(#""code":"restore_failed""#) && !result.bytes.text.contains("[DONE]"))
    }

    @Test("A text that takes back what it said is an error")
    func takenBack() {
        let first = #"{"result":{"alternatives":[{"message":{"text":"Иван"},"status":"ALTERNATIVE_STATUS_PARTIAL"}]}}"#
        let result = run([Array("\(first)\n\(first.replacing("Иван", with: "Пётр"))\n".utf8)[...]])
        #expect(result.state == .failed(.malformed))
    }
}
