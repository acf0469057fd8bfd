// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Classification
import Detectors
import PrivacyCore
import Synchronization
import ZavesaApp

/// `zavesa classify`: what lies in files and folders.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Say what lies in files and folders: a class for each file, counts by type, no values.",
        discussion: """
            Reads text, CSV, JSON, JSON Lines, logs and source code, recursively, by content and not by file name. What
            cannot be read is listed, never skipped silently.

              zavesa classify /srv/share
              zavesa classify exports --format csv > labels.csv
              zavesa classify . --fail-on C3          # for a pipeline

            Classes: C0 public, C1 internal, C2 personal, C3 special categories, C4 identity documents and biometrics,
            C5 secrets under a mark; K beside them marks keys and credentials and counts as C4.
            Exit codes: 0 below the threshold, 10 at or above --fail-on, 20 below it but not everything could be read,
            1 nothing could be read.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, csv
    }

    @Argument(help: "Files and folders.") var paths: [String]
    @Option(name: .long, help: "table, json or csv.") var format = Format.table
    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp("End with 10 when a file has this class or a higher one.", valueName: "class"))
    var failOn: DataClass?
    @Option(
        name: .long, help: ArgumentHelp("Look at this many rows of each table, drawn at random.", valueName: "rows"))
    var sample: Int?
    @Flag(
        name: .customLong("show-paths"), help: "Name files in JSON and CSV, too. Names of files can hold personal data."
    )
    var showsPaths = false
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        let engine = try settings.protection().engine
        guard engine.depth == .full else {
            throw ValidationError("detection.depth is \(engine.depth): files would seem to hold less than they do.")
        }
        let classifier = Classifier(
            engine: engine, options: ClassificationOptions(sampledRows: sample))
        let line = ProgressLine()
        let report = await classifier.classify(paths: paths) { line.show($0) }
        line.clear()
        switch format {
        case .table: Terminal.write(Array(TableRenderer.render(report).utf8))
        case .json: Terminal.write(JSONRenderer.render(report, showsPaths: showsPaths))
        case .csv: Terminal.write(CSVRenderer.render(report, showsPaths: showsPaths))
        }
        let exit = ClassificationExit(report, failOn: failOn)
        if exit != .below { throw ExitCode(exit.rawValue) }
    }
}

extension DataClass: ExpressibleByArgument {}

/// The progress on a terminal, at most one write for each percent of the files.
private final class ProgressLine: Sendable {
    private let last = Mutex(-1)

    func show(_ progress: ClassificationProgress) {
        guard Terminal.showsProgress else { return }
        let percent = progress.filesFound == 0 ? 0 : progress.filesDone * 100 / progress.filesFound
        let megabytes = progress.bytesRead >> 20
        let isNew = last.withLock { last in
            guard last != percent << 32 | megabytes else { return false }
            last = percent << 32 | megabytes
            return true
        }
        guard isNew else { return }
        Terminal.progress("\(progress.filesDone) of \(progress.filesFound) files, \(megabytes) MB")
    }

    func clear() {
        if Terminal.showsProgress { Terminal.progress("") }
    }
}
