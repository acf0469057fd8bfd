// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Evaluation
import Glibc
import StrictYAML
import ZavesaApp

/// `zavesa evaluate`: how well detection does on labelled texts.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure detection on labelled texts: precision, recall and what would have leaked, with intervals.",
        discussion: """
            FILE holds a JSON object a line: {"id","text","spans":[{"start","end","label"}]} and perhaps "source" and
            "lang". Offsets are Unicode code points, the end is not included. Each text is searched with the engine,
            thresholds and dictionaries that serve uses with the same --config; --predictions scores other findings.

              zavesa evaluate gold.jsonl
              zavesa evaluate a.jsonl b.jsonl --by file,lang,type --labels PERSON,ID --format json
              zavesa evaluate gold.jsonl --require 'ALL/PERSON/overlap_f1>=0.80' --require 'ALL/ALL/leak<=0.05'
              zavesa evaluate --benign prose.jsonl
              zavesa evaluate --vectors numbers.tsv
              zavesa evaluate --cases forms.tsv

            exact     a finding has the same start, end and label as a gold span; white space at the ends does not count.
            overlap   they share a character and the label. Precision and recall have their own numerators.
            leak      the share of labelled characters that no finding covers, whatever its label.
            missed    the share of gold spans of which nothing is covered; exposed: of which anything is not.
            Intervals are 95 %, by a Poisson bootstrap over documents with a fixed seed. Figures hold for these texts and
            no others.

            --benign is for texts with nothing to find: it counts findings that touch no gold span, for each 10,000
            tokens (runs of characters between white space).

            --vectors is for test numbers: lines of kind, value and 1 (valid) or 0 (invalid), separated by tabs. A valid
            one is shown to the engine after the strongest context word of its dictionary and must be found. An invalid
            one is shown alone, and must not be; it counts only where a checksum could tell.

            --cases is for Russian names in their six cases: lines of part (surname, given, ...), m or f, and six forms,
            separated by tabs, alternatives by |. Each form is asked for of each other one, the gender being known. Left:
            the name stayed as it was, and should not have.

            Exit codes: 0; 1 when a --require is not met, or something cannot be read.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, markdown
    }

    @Argument(help: "Files of labelled texts; of test numbers with --vectors, of names with --cases.") var files:
        [String]
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Break down by these: source, lang, file, and type for a row a label.", valueName: "list"))
    var by = "source,type"
    @Option(name: .long, help: ArgumentHelp("Score these labels only, such as PERSON,ID.", valueName: "list"))
    var labels: String?
    @Option(
        name: .long, help: "auto: in each source score the labels that its gold uses; all: score every label.")
    var scope = EvaluationOptions.LabelScope.auto
    @Flag(name: .customLong("strict-cover"), help: "For leak, count only what findings of scored labels cover.")
    var isStrictCover = false
    @Option(name: .long, help: ArgumentHelp("Rounds of the bootstrap; 0: no intervals.", valueName: "rounds"))
    var bootstrap = 1000
    @Option(
        name: .long,
        help: ArgumentHelp("Score the findings in this file, as detect --jsonl writes them.", valueName: "file"))
    var predictions: String?
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A figure that must be reached: GROUP/LABEL/METRIC>=NUMBER. Repeatable.", valueName: "figure"))
    var require: [String] = []
    @Flag(name: .long, help: "Count false findings in texts with nothing to find.") var benign = false
    @Flag(name: .long, help: "The files hold test numbers.") var vectors = false
    @Flag(name: .long, help: "The files hold Russian names in their cases.") var cases = false
    @Option(name: .long, help: "table, json or markdown.") var format = Format.table
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Give at least one file.") }
        guard [benign, vectors, cases].count(where: { $0 }) < 2 else {
            throw ValidationError("Use one of --benign, --vectors and --cases.")
        }
        guard !(vectors || cases) || predictions == nil else {
            throw ValidationError("--vectors and --cases run the engine itself.")
        }
        guard require.isEmpty || !(benign || vectors || cases) else {
            throw ValidationError("--require is for files of labelled texts.")
        }
        guard bootstrap >= 0 else { throw ValidationError("--bootstrap is 0 or more rounds.") }
        for text in require where Requirement(text) == nil {
            throw ValidationError("--require takes GROUP/LABEL/METRIC>=NUMBER, such as ALL/PERSON/overlap_f1>=0.80.")
        }
        _ = try groupings()
    }

    func run() async throws {
        let protection = try settings.protection()
        if vectors {
            try score(vectors: protection)
        } else if cases {
            try score(cases: protection)
        } else {
            let table = try LabelTable(data("labels.yaml"))
            let corpus = try corpus(engine: protection.engine, labels: table)
            if benign {
                show(FalseFindingReport(counting: corpus, catalog: protection.engine.catalog), protection.engine.digest)
            } else {
                try score(corpus, labels: table, engineDigest: protection.engine.digest)
            }
        }
    }

    private func score(_ corpus: Corpus, labels table: LabelTable, engineDigest: String) throws {
        let options = EvaluationOptions(
            labels: labels.map { Set(Self.list($0).map(table.label)) }, scope: scope, isStrictCover: isStrictCover,
            groupings: try groupings(), bootstrapRounds: bootstrap)
        let report = EvaluationReport(scoring: corpus, labels: table, options: options)
        warn(report.warnings)
        let text = EvaluationText(report, showsLabels: Self.list(by).contains("type"))
        switch format {
        case .table: Terminal.write(Array(text.text.utf8))
        case .markdown: Terminal.write(Array(text.markdown.utf8))
        case .json:
            let digest = predictions == nil ? engineDigest : nil
            Terminal.write(Array(EvaluationJSON.render(report, engineDigest: digest).utf8))
        }
        let outcomes = require.compactMap(Requirement.init).map { $0.outcome(in: report) }
        for outcome in outcomes { Terminal.complain(outcome.description) }
        if !outcomes.allSatisfy(\.isMet) { throw ExitCode.failure }
    }

    private func show(_ report: FalseFindingReport, _ engineDigest: String) {
        warn(report.warnings)
        let text = FalseFindingText(report)
        switch format {
        case .table: Terminal.write(Array(text.text.utf8))
        case .markdown: Terminal.write(Array(text.markdown.utf8))
        case .json: Terminal.write(Array(text.json(engineDigest: predictions == nil ? engineDigest : nil).utf8))
        }
    }

    private func score(cases protection: Protection) throws {
        var rows: [CaseFormRow] = []
        for file in files { rows += try CaseFormRow.read(lines(of: file), file: Self.name(of: file)) }
        let text = CaseFormText(CaseFormReport(rows, grammar: protection.library.grammar))
        switch format {
        case .table: Terminal.write(Array(text.text.utf8))
        case .markdown: Terminal.write(Array(text.markdown.utf8))
        case .json: Terminal.write(Array(text.json(engineDigest: protection.engine.digest).utf8))
        }
    }

    private func score(vectors protection: Protection) throws {
        let kinds = try VectorKinds(data("vector_kinds.yaml"), catalog: protection.library.catalog)
        let evaluation = VectorEvaluation(
            engine: protection.engine, recognizers: protection.library.recognizers, kinds: kinds)
        var vectors: [TestVector] = []
        for file in files { vectors += try TestVector.read(lines(of: file), file: Self.name(of: file)) }
        let text = VectorText(evaluation.report(on: vectors))
        switch format {
        case .table: Terminal.write(Array(text.text.utf8))
        case .markdown: Terminal.write(Array(text.markdown.utf8))
        case .json: Terminal.write(Array(text.json(engineDigest: protection.engine.digest).utf8))
        }
    }
}
