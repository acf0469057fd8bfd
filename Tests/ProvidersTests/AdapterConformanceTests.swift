// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Providers
import Testing
import ZavesaTesting

/// The suite that every adapter passes; a new one adds its voice to `VendorVoices`.
@Suite struct AdapterConformanceTests {
    @Test("Every adapter keeps its promises", arguments: VendorVoices.all.map(\.dialect))
    func conformance(dialect: Dialect) throws {
        let adapter = try #require(ProviderTable.adapter(to: dialect, folder: "b1g"))
        let voice = try #require(VendorVoices.all.first { $0.dialect == dialect }).voice
        #expect(ChatAdapterConformance(adapter, voice: voice).run() == [])
    }

    @Test("No adapter is left out, and a dialect without one is OpenAI's")
    func complete() {
        let adapted = Dialect.allCases.filter { ProviderTable.adapter(to: $0) != nil }
        #expect(adapted == VendorVoices.all.map(\.dialect))
        #expect(Dialect.allCases.filter { !adapted.contains($0) } == [.openai])
    }

    @Test("The suite notices an adapter that breaks a promise")
    func teeth() {
        for broken in BrokenAdapter.Fault.allCases {
            #expect(
                !ChatAdapterConformance(BrokenAdapter(broken), voice: VendorVoices.ollama).run().isEmpty, "\(broken)")
        }
    }
}

/// Ollama's adapter with a fault.
private struct BrokenAdapter: ChatAdapter {
    enum Fault: CaseIterable {
        case losesText, letsParametersThrough, collapsesStreams, takesHalfForWhole
    }

    private let sound = OllamaAdapter()
    private let fault: Fault

    init(_ fault: Fault) { self.fault = fault }

    var dialect: Dialect { .ollama }
    var path: String { sound.path }
    var headers: [(name: String, value: String)] { [] }
    var parameters: ChatParameters {
        fault == .letsParametersThrough
            ? ChatParameters(carried: sound.parameters.carried + ["a_new_switch"]) : sound.parameters
    }

    func request(_ chat: AdaptedChat) throws(ProviderError) -> [UInt8] {
        let body = try sound.request(chat)
        guard fault == .losesText else { return body }
        return Array(String(decoding: body, as: UTF8.self).replacing("\u{200F}", with: "").utf8)
    }

    func answer(_ body: [UInt8], to head: AnswerHead) throws(ProviderError) -> [UInt8] {
        try sound.answer(body, to: head)
    }

    func stream(to head: AnswerHead) -> any ChatStream { BrokenStream(sound.stream(to: head), fault) }

    private struct BrokenStream: ChatStream {
        private var sound: any ChatStream
        private let fault: Fault
        private var held: [ServerSentEvent] = []

        init(_ sound: any ChatStream, _ fault: Fault) {
            self.sound = sound
            self.fault = fault
        }

        var reported: ReportedUsage? { sound.reported }

        mutating func consume(_ event: ServerSentEvent) throws(ProviderError) -> [ServerSentEvent] {
            let events = try sound.consume(event)
            guard fault == .collapsesStreams else { return events }
            held = Array((held + events).suffix(2))
            return []
        }

        mutating func finish() throws(ProviderError) -> [ServerSentEvent] {
            guard fault == .takesHalfForWhole else { return held + (try sound.finish()) }
            return (try? sound.finish()) ?? []
        }
    }
}
