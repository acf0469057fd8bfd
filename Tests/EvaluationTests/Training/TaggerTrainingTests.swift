// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import StrictYAML
import Testing

@Suite("Training a name tagger")
struct TaggerTrainingTests {
    private static let plan = """
        latin: &plan
          texts: [letters, notes]
          persons: [names]
          given: [names]
          surnames: [names]
          openings: ["Dear @,\\n"]
          closings: ["Regards,\\n@\\n"]
          hidden: 500
          lower: 300
          upper: 100
          renamed: 400
          letters: 20
          bits: 12
          passes: 2
          averaged: 2
          rate: 0.1
          damping: 3
          caution: 0.5
          cautionLower: 0.6
          cautionUpper: 0.7
        cyrillic: *plan
        arabic: *plan
        """

    private static let lines = [
        #"{"id":"1","text":"Yesterday Dorvan Kestrick asked the clerk for a new form.","spans":[{"start":10,"end":25,"label":"PERSON"}]}"#,
        #"{"id":"2","text":"The bridge in Oldenmoor was closed.","spans":[{"start":14,"end":23,"label":"LOCATION"}]}"#,
        #"{"id":"3","text":"We told Lisbeth Amarov that the parcel had come.","spans":[{"start":8,"end":22,"label":"PERSON"}]}"#,
    ]

    private static func texts() throws -> [TrainingText] {
        try TrainingReader.texts(of: lines.map { Array($0.utf8) }, file: "letters")
    }

    private func model(of texts: [TrainingText]) throws -> [UInt8] { try train(on: texts, plan: Self.plan).model }

    private func train(on texts: [TrainingText], plan: String) throws -> TaggerTraining.Result {
        let plans = try TrainingPlan.plans(YAMLNode(parsing: plan, file: "plan"))
        let plan = try #require(plans[.latin])
        let detectors = try [nil, 0].map { try NameDetector.load(resources: Shipped.folder, tagged: false, hiding: $0) }
        var material = TrainingMaterial()
        material.texts = [("letters", Array(texts.prefix(1))), ("notes", Array(texts.dropFirst()))]
        material.lists["names"] = ["Dorvan", "Kestrick", "Lisbeth", "Amarov", "Ulmira"].map { Array($0.utf8) }
        material.lists["classes"] = ["bridge 7", "Bridge 9", "clerk 7", "no number", "alone"].map { Array($0.utf8) }
        return TaggerTraining(script: .latin, plan: plan, detectors: detectors).run(material)
    }

    @Test("The same texts give the same bytes, others give others, and the bytes are a model")
    func reproducible() throws {
        let texts = try Self.texts()
        let first = try model(of: texts)
        #expect(try model(of: texts) == first)
        #expect(try model(of: Array(texts.dropLast())) != first)
        _ = try TaggerModel(bytes: first, file: "m")
    }

    @Test("Classes of words can come from a list, in which a capital makes another word")
    func listedClasses() throws {
        let plan = Self.plan.replacing("  given:", with: "  classes: [classes]\n  given:")
        #expect(try train(on: Self.texts(), plan: plan).clusteredWords == 3)
    }

    @Test("A model can be the mean of several, which may do without some of the texts")
    func mean() throws {
        let texts = try Self.texts()
        let models = try ["[[]]", "[[], []]", "[[], [notes]]"].map {
            try train(on: texts, plan: Self.plan.replacing("  bits:", with: "  models: \($0)\n  bits:"))
        }
        #expect(models[0].model == (try model(of: texts)))
        #expect(Set(models.map(\.model)).count == 3)
    }

    @Test(
        "A plan of models that leave out texts it does not have is refused", arguments: ["[[note]]", "[]"])
    func unknownTexts(models: String) {
        #expect(throws: DocumentError.self) {
            try train(on: Self.texts(), plan: Self.plan.replacing("  bits:", with: "  models: \(models)\n  bits:"))
        }
    }

    @Test("Paragraphs that a development text has are left out, their labels too")
    func overlap() throws {
        var overlap = TrainingOverlap()
        overlap.add(Array("He said: yesterday Dorvan Kestrick asked the clerk for a new form, and left.".utf8))
        overlap.add(Array("The bridge in Oldenmoor was closed.".utf8))
        let cleaned = try Self.texts().map { overlap.cleaned($0) }
        #expect(cleaned.map(\.dropped) == [1, 1, 0])
        #expect(cleaned.map(\.text.spans.count) == [0, 0, 1])
        #expect(cleaned[0].text.utf8.isEmpty)
    }
}
