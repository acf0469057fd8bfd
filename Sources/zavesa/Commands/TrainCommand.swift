// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Evaluation
import FoundationEssentials
import StrictYAML
import ZavesaApp

/// `zavesa train`: makes the models that find names.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train the name taggers under dictionaries/models from labelled texts and lists of names.",
        discussion: """
            CORPORA has the folders train, dev and raw; GAZETTEERS the lists. Which files are used, and how, is said in
            dictionaries/tables/name_training.yaml. Paragraphs that share eight words in a row (or, if shorter, all words)
            with a text under dev are left out. The same files give the same bytes, whatever the machine; this takes some
            minutes on one core.

              zavesa train --corpora CORPORA --gazetteers GAZETTEERS --out dictionaries/models
            """)

    @Option(name: .long, help: ArgumentHelp("The folder with train, dev and raw.", valueName: "dir"))
    var corpora: String
    @Option(name: .long, help: ArgumentHelp("The folder with the lists of names.", valueName: "dir"))
    var gazetteers: String
    @Option(name: .long, help: ArgumentHelp("Where the models are written.", valueName: "dir")) var out: String
    @Option(
        name: .long, help: ArgumentHelp("Only this script: cyrillic, latin or arabic.", valueName: "script"))
    var script: TaggerScript?
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Do without this file of labelled texts, to make the model that labels it. Repeatable.",
            valueName: "name"))
    var without: [String] = []
    @OptionGroup var settings: SettingsOptions

    func run() throws {
        let data = try settings.data()
        let plans = try TrainingPlan.plans(
            YAMLNode(
                readingFile: data.dictionaries + "/tables/name_training.yaml",
                named: "dictionaries/tables/name_training.yaml"))
        var overlap = TrainingOverlap()
        for name in try names(of: "\(corpora)/dev") where name.hasSuffix(".jsonl") {
            for text in try TrainingReader.texts(of: lines("\(corpora)/dev/\(name)"), file: name) {
                overlap.add(text.utf8)
            }
        }
        let detectors = try [nil, 0, 1].map {
            try NameDetector.load(resources: data.path, tagged: false, hiding: $0)
        }
        for script in TaggerScript.allCases where self.script.map({ $0 == script }) ?? true {
            guard let plan = plans[script] else { continue }
            let material = try material(plan, overlap)
            let result = TaggerTraining(script: script, plan: plan, detectors: detectors).run(material)
            try Data(result.model).write(to: URL(filePath: "\(out)/\(script.rawValue).tagger"))
            print(
                "\(script.rawValue): \(result.words) words learned from, \(result.clusteredWords) words in classes, "
                    + "\(result.model.count) bytes")
        }
    }

    /// The files of a plan, without what development texts have.
    private func material(_ plan: TrainingPlan, _ overlap: TrainingOverlap) throws -> TrainingMaterial {
        var material = TrainingMaterial()
        for file in plan.texts where !without.contains(file.name) {
            let all = try TrainingReader.texts(of: lines("\(corpora)/train/\(file.name).train.jsonl"), file: file.name)
            let cleaned = all.prefix(file.most ?? all.count).map { overlap.cleaned($0) }
            material.texts.append((file.name, cleaned.map(\.text)))
            print("\(file.name): \(cleaned.count) texts, \(cleaned.reduce(0) { $0 + $1.dropped }) paragraphs dropped")
        }
        for file in plan.raw {
            let cleaned = try lines("\(corpora)/raw/\(file).txt").map {
                overlap.cleaned(TrainingText(utf8: $0, spans: []))
            }
            material.raw += cleaned.map(\.text.utf8)
            print("\(file): \(cleaned.count) texts, \(cleaned.reduce(0) { $0 + $1.dropped }) paragraphs dropped")
        }
        for name in Set(plan.persons + plan.places + plan.given + plan.surnames + plan.full + plan.alike + plan.classes)
            .sorted()
        {
            material.lists[name] = try lines("\(gazetteers)/\(name).txt")
        }
        return material
    }

    private func lines(_ path: String) throws -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read.")
        }
        return data.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }

    private func names(of folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ValidationError("\(folder) cannot be read.")
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension TaggerScript: ExpressibleByArgument {}
