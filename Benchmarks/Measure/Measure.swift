// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSONText
import Providers

/// What a program from outside cannot measure. Prints a name and a figure, a line a run, runs in turns.
///
///     zavesa-measure json RUNS       megabytes of body a CPU second, read and edited
///     zavesa-measure decisions RUNS  CPU microseconds of a decision of the policy and of a choice of the route
@main
struct Measure {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let runs = arguments.last.flatMap { Int($0) } ?? 5
        if arguments.first == "decisions" { try Decisions().measure(runs) } else { try measureBodies(runs) }
    }

    /// CPU nanoseconds of this process so far.
    static func cpuNanoseconds() -> Int64 {
        var time = timespec()
        // Safe: the pointer is that of a local variable for the length of the call.
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static func measureBodies(_ runs: Int) throws {
        let bodies = [
            ("12kb", Body(size: 12_000, escapes: false)), ("100kb", Body(size: 100_000, escapes: false)),
            ("12kb_escaped", Body(size: 12_000, escapes: true)), ("100kb_escaped", Body(size: 100_000, escapes: true)),
        ]
        for _ in 0..<runs {
            for (name, body) in bodies {
                let edits = try body.edits()
                print("json_scan_\(name)_mb_s", try body.speed { _ = try JSONScan($0) })
                print("json_texts_\(name)_mb_s", try body.speed { _ = try Body.parse($0) })
                print("json_splice_\(name)_mb_s", body.speed { _ = JSONSplicer.apply(edits, to: $0) })
            }
        }
    }
}

/// A chat request of about a size, in Russian, as it is or with every letter as `\uXXXX`.
private struct Body {
    private static let provider = OpenAIProvider()

    let bytes: [UInt8]

    init(size: Int, escapes: Bool) {
        let sentence = "Просим рассмотреть обращение Марии Ивановой и подготовить ответ в установленный срок. "
        let written = escapes ? Self.escaped(sentence) : Array(sentence.utf8)
        let message = Array(#"{"role":"user","content":""#.utf8) + written + Array(#""}"#.utf8)
        let count = max(1, size / (message.count + 1))
        let messages = Array(repeatElement(message, count: count).joined(separator: [UInt8(ascii: ",")]))
        bytes = Array(#"{"model":"m","messages":["#.utf8) + messages + Array("]}".utf8)
    }

    private static func escaped(_ text: String) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            guard unit > 0x7F else { return [UInt8(truncatingIfNeeded: unit)] }
            let digits = String(unit, radix: 16)
            return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
    }

    static func parse(_ bytes: [UInt8]) throws -> ParsedRequest {
        try provider.parseRequest(bytes, to: OpenAIProvider.chatCompletions)
    }

    /// One name in each message becomes a token.
    func edits() throws -> [JSONEdit] {
        try Self.parse(bytes).slots.map { slot in
            let range = slot.text.sourceRange
            return JSONEdit(
                range: range.lowerBound..<min(range.lowerBound + 12, range.upperBound),
                replacement: Array("[PERSON_7K3M9QXTA]".utf8))
        }
    }

    /// Megabytes of body a CPU second.
    func speed(_ work: ([UInt8]) throws -> Void) rethrows -> Double {
        let began = Measure.cpuNanoseconds()
        var done = 0
        while Measure.cpuNanoseconds() - began < 100_000_000 {
            for _ in 0..<20 { try work(bytes) }
            done += 20 * bytes.count
        }
        return Double(done) / 1e6 / (Double(Measure.cpuNanoseconds() - began) / 1e9)
    }
}
