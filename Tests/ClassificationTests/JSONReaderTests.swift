// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import PrivacyCore
import Testing

struct JSONReaderTests {
    private func labels(_ file: FileClassification) -> [String] {
        file.fields.map { "\($0.name ?? "?")=\($0.type?.rawValue ?? "-"):\($0.supporting)/\($0.filled)" }
    }

    @Test("Strings and long numbers stand under their nearest key, escaped or nested")
    func fields() async throws {
        let text =
            #"{"user": {"mail": ["a@x.com", "b@x.com"], "snils": 12345678901, "age": 41}, "n": "\u0061\u0040x.com"}"#
        let file = try await SampleFolder.classify(text)
        #expect(labels(file).sorted() == ["mail=EMAIL:2/2", "n=EMAIL:1/1", "snils=RU_SNILS:1/1"])
        #expect(file.types.first { $0.type == SampleDetector.number }?.medium == 1)
        #expect(file.dataClass == .c4)
    }

    @Test("A value behind a nested object stands under the key outside it")
    func nearestKey() async throws {
        let file = try await SampleFolder.classify(#"[{"a": {"b": 1}, "c": ["x", {"d": 2}, "m@x.com"]}]"#)
        #expect(labels(file) == ["c=EMAIL:1/2"])
    }

    @Test("A key that holds personal data counts and is not shown")
    func keysWithData() async throws {
        let file = try await SampleFolder.classify(#"{"ivan@example.com": "other@example.com"}"#)
        #expect(file.counts == ["EMAIL": 2])
        #expect(labels(file) == ["?=EMAIL:1/1"])
    }

    @Test("Very many keys look like data, and none is shown")
    func manyKeys() async throws {
        let members = (0..<300).map { "\"key\($0)\": \"a@x.com\"" }.joined(separator: ",")
        let file = try await SampleFolder.classify("{\(members)}")
        #expect(file.counts == ["EMAIL": 300])
        #expect(file.fields.allSatisfy { $0.name == nil })
    }

    @Test("What is not JSON after all, or too large for a whole, is read as text")
    func readAsText() async throws {
        let broken = try await SampleFolder.classify(#"{"mail": "a@x.com", "#)
        #expect(broken.counts == ["EMAIL": 1])
        #expect(broken.problems == [.readAsText])
        let element = #"{"mail": "a@x.com", "note": "\#(String(repeating: "x", count: 100))"},"# + "\n"
        let large = try await SampleFolder.classify(
            "[" + String(repeating: element, count: 600) + "{}]", ClassificationOptions(maximumDocumentSize: 50_000))
        #expect(large.counts == ["EMAIL": 600])
        #expect(large.problems == [.readAsText])
    }

    @Test("Lines are values of their own; a bad line and a very long one are read as text")
    func lines() async throws {
        let long = #"{"mail": "a@x.com", "note": "\#(String(repeating: "x ", count: 530_000))"}"#
        let text = [
            "{\"mail\": \"a@x.com\"}", "{\"mail\": \"b@x.com\"}", "oops c@x.com", long, "{\"mail\": \"d@x.com\"}",
        ]
        let file = try await SampleFolder.classify(text.joined(separator: "\n"))
        #expect(file.kind == .jsonLines)
        #expect(file.counts == ["EMAIL": 5])
        #expect(file.problems == [.readAsText])
        #expect(labels(file) == ["mail=EMAIL:3/3"])
    }

    @Test("Lines are sampled evenly and the share is told")
    func sampling() async throws {
        let text = (0..<1_000).map { "{\"mail\": \"a\($0)@x.com\"}\n" }.joined()
        let file = try await SampleFolder.classify(text, ClassificationOptions(sampledRows: 100))
        #expect(file.counts == ["EMAIL": 100])
        #expect(file.sampledFraction == 0.1)
    }
}
