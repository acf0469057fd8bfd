// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Pseudonymization
import Testing
import ZavesaTesting

/// Streams of Ollama, a JSON object a line.
@Suite struct LineStreamTests {
    private let sample: SampleView
    private static let provider = OllamaProvider()

    init() throws { sample = try SampleView() }

    private func stream(size: Int, isEnded: Bool = true) -> [UInt8] {
        var (rest, lines) = (sample.text("Здравствуйте, [{P}]! {E}. [EMAIL").text.unicodeScalars[...], "")
        while !rest.isEmpty {
            let piece = Array(String(String.UnicodeScalarView(rest.prefix(size))).utf8)
            lines += #"{"model":"m","message":{"role":"assistant","content":""#
            lines += JSONEscaper.escape(piece, levels: 1).text + "\"},\"done\":false}\n"
            rest = rest.dropFirst(size)
        }
        if isEnded {
            lines += "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true}\n"
        }
        return Array(lines.utf8)
    }

    private func run(_ pieces: [ArraySlice<UInt8>]) -> (
        bytes: [UInt8], counts: RestorationCounts, state: StreamRestoration.State
    ) {
        var restoration = StreamRestoration(
            provider: Self.provider, endpoint: OllamaProvider.chat,
            context: AnswerContext(view: sample.view, rules: RestoreRules(), declaredTools: []))
        var (bytes, counts) = ([UInt8](), RestorationCounts())
        for output in pieces.map({ restoration.consume(Array($0)) }) + [restoration.finish()] {
            bytes += output.bytes
            counts += output.counts
        }
        return (bytes, counts, restoration.state)
    }

    private func said(_ bytes: [UInt8]) throws -> String {
        try bytes.split(separator: 0x0A).map { line in
            let scan = try JSONScan(Array(line))
            let message = try #require(scan.member("message", of: 0))
            return try scan.string(#require(scan.member("content", of: message)))
        }.joined()
    }

    private static let expected = "Здравствуйте, \(SampleView.personValue)! \(SampleView.emailValue). [EMAIL"

    @Test("Whatever pieces model and network make, the client reads the same", arguments: [1, 7, 1000])
    func everySplit(size: Int) throws {
        let bytes = stream(size: size)
        let whole = run([bytes[...]])
        #expect(try said(whole.bytes) == Self.expected)
        #expect(whole.state == .done && whole.counts == RestorationCounts(restored: 2, repaired: 1))
        for index in stride(from: 0, to: bytes.count, by: size == 1 ? 23 : 1) {
            let split = run([bytes[..<index], bytes[index...]])
            #expect(split.bytes == whole.bytes && split.counts == whole.counts, "split at \(index)")
        }
        #expect(run(bytes.map { [$0][...] }).bytes == whole.bytes)
    }

    @Test("Where the stream breaks off, what was held still goes out, and an error says that it did")
    func brokenOff() throws {
        let result = run([stream(size: 7, isEnded: false)[...]])
        let error = try #require(result.bytes.dropLast().split(separator: 0x0A).last)
        #expect(try said(Array(result.bytes.dropLast(error.count + 1))) == Self.expected)
        #expect(Array(error).text.hasPrefix(#"{"code":"upstream_error","error":""#))
        #expect(result.state == .failed(.cutShort))
    }

    @Test("A line that cannot be read ends the stream with an error")
    func malformed() {
        let result = run([Array("{\"message\":\n".utf8)[...]])
        #expect(result.state == .failed(.malformed))
        #expect(result.bytes.text.hasPrefix(#"{"code":"restore_failed","error":""#) && result.bytes.last == 0x0A)
    }
}
