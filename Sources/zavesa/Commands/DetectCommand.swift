// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Glibc
import PrivacyCore
import TextNormalization
import ZavesaApp

/// `zavesa detect`: what would be found in a text, and why.
struct DetectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Show what is found in a text, and why.",
        discussion: """
            Reads standard input. Uses the engine, thresholds and dictionaries that serve uses with the same --config.

            Without options it prints one line a finding: type, byte offsets, probability, detector. The value itself is
            not printed unless --reveal asks for it.

              echo 'СНИЛС 112-233-445 95' | zavesa detect --explain
              zavesa detect --jsonl < in.jsonl > out.jsonl

            --jsonl reads lines {"id","text"} and writes lines {"id","spans":[{"start","end","label","type","score"}]} in
            the same order, with offsets in Unicode code points. It uses all cores. --timings says at the end, on standard
            error, how long detection took.
            """)

    @OptionGroup var settings: SettingsOptions

    @Flag(name: .long, help: "Lines of JSON in, lines of JSON out.")
    var jsonl = false

    @Flag(name: .long, help: "With --jsonl: say at the end how long a text took.")
    var timings = false

    @Flag(name: .long, help: "Print the evidence behind each finding, as log-odds.")
    var explain = false

    @Flag(name: .long, help: "Print the values found. They are personal data: mind where this goes.")
    var reveal = false

    func validate() throws {
        if timings, !jsonl { throw ValidationError("--timings goes with --jsonl.") }
    }

    func run() async throws {
        let engine = try settings.protection().engine
        if jsonl {
            let timings = timings ? DetectionTimings() : nil
            try lines(JSONLineDetection(engine: engine, timings: timings))
            if let summary = timings?.summary { Terminal.complain(summary) }
        } else {
            try text(engine)
        }
    }

    private func lines(_ detection: JSONLineDetection) throws {
        var reader = LineReader(descriptor: STDIN_FILENO)
        while true {
            let first = reader.nextLine
            let lines = try reader.batch()
            guard !lines.isEmpty else { return }
            var output: [UInt8] = []
            for row in try detection.detect(in: lines, firstLine: first) {
                output += row
                output.append(UInt8(ascii: "\n"))
            }
            guard Terminal.write(output) else { return }
        }
    }

    private func text(_ engine: DetectionEngine) throws {
        let utf8 = try TextFile.read("-")
        guard let analyzed = AnalyzedText(utf8: utf8) else {
            throw ValidationError("The input is not UTF-8.")
        }
        let detections = try engine.detect(in: analyzed, explains: explain)
        for detection in detections {
            print(line(for: detection, in: utf8))
            for term in detection.trace {
                print("    \(Self.signed(term.logOdds))  \(term.name)")
            }
        }
        if detections.isEmpty { print("Nothing was found.") }
    }

    private func line(for detection: Detection, in utf8: [UInt8]) -> String {
        let place = "\(detection.span.start)–\(detection.span.end)"
        let percent = Int((detection.score * 100).rounded())
        let type = detection.type.rawValue
        var line = "\(type)  bytes \(place)  \(percent) %  \(detection.detector)"
        if reveal { line += "  " + String(decoding: utf8[detection.span.range], as: UTF8.self) }
        return line
    }

    /// A number with its sign and two decimals.
    private static func signed(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        let fraction = hundredths % 100
        return "\(value < 0 ? "−" : "+")\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
