// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Evaluation
import Glibc
import StrictYAML
import ZavesaApp

extension EvaluateCommand {
    /// The documents of all files, with what was found in them.
    func corpus(engine: DetectionEngine, labels: LabelTable) throws -> Corpus {
        let gold = GoldReader(labels: labels, engine: predictions == nil ? engine : nil)
        var corpus = Corpus()
        for file in files {
            let name = Self.name(of: file)
            try withLines(of: file) { lines, first in
                corpus.add(try gold.documents(in: lines, file: name, firstLine: first))
            }
        }
        if let predictions {
            try corpus.addPredictions(lines(of: predictions), file: Self.name(of: predictions), labels: labels)
        }
        return corpus
    }

    /// All lines of a file.
    func lines(of path: String) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        try withLines(of: path) { lines, _ in all += lines }
        return all
    }

    /// A table under `dictionaries/tables`.
    func data(_ name: String) throws -> YAMLNode {
        try YAMLNode(
            readingFile: settings.data().dictionaries + "/tables/" + name, named: "dictionaries/tables/" + name)
    }

    /// What documents are grouped by; without any of them all are one group.
    func groupings() throws -> [EvaluationOptions.Grouping] {
        var groupings: [EvaluationOptions.Grouping] = []
        for name in Self.list(by) where name != "type" {
            guard let grouping = EvaluationOptions.Grouping(rawValue: name), !groupings.contains(grouping) else {
                throw ValidationError("--by takes a list of source, lang, file and type.")
            }
            groupings.append(grouping)
        }
        return groupings.isEmpty ? [.none] : groupings
    }

    /// Says on standard error what was mended or left out.
    func warn(_ warnings: EvaluationWarnings) {
        for warning in EvaluationWarning.allCases {
            if let count = warnings[warning] { Terminal.complain("warning: \(warning.rawValue): \(count)") }
        }
    }

    /// The parts of a comma list.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }

    /// The name of a file without its folder.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private func withLines(of path: String, _ body: ([[UInt8]], Int) throws -> Void) throws {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ValidationError("\(path) cannot be read.") }
        defer { if path != "-" { close(descriptor) } }
        var reader = LineReader(descriptor: descriptor)
        while true {
            let first = reader.nextLine
            let lines = try reader.batch()
            guard !lines.isEmpty else { return }
            try body(lines, first)
        }
    }
}

extension EvaluationOptions.LabelScope: ExpressibleByArgument {}

extension Requirement.Outcome {
    /// One line for standard error.
    var description: String {
        let reached = value.map { "\($0)" } ?? "no such figure"
        return "require \(requirement): \(isMet ? "met" : "NOT MET") (\(reached))"
    }
}
