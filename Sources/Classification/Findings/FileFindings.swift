// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import TextNormalization

/// Looks for personal data in the texts of one file and adds up what is found; keeps no text but field names.
struct FileFindings {
    private let engine: DetectionEngine
    private(set) var types: [EntityType: TypeFindings] = [:]
    private(set) var languages = LanguageCount()
    private(set) var problems: Set<FileProblem> = []
    private var fields: [FieldFindings] = []
    private var fieldIndices: [[UInt8]: Int] = [:]

    /// Fields told apart in one file; what stands under further ones counts for the file alone.
    private static let maximumFieldCount = 2_000
    /// Distinct keys from which on keys look like data and are not shown.
    private static let maximumShownKeyCount = 200
    /// Longer names, in bytes, look like data and are not shown.
    private static let maximumShownNameCount = 80

    init(engine: DetectionEngine) {
        self.engine = engine
    }

    /// Looks at one text, valid UTF-8.
    ///
    /// - Parameters:
    ///   - field: the field it is the whole value of.
    ///   - range: where a finding starts that counts; others are counted in a text that overlaps this one.
    mutating func inspect(_ text: [UInt8], field: Int? = nil, counting range: Range<Int>? = nil) {
        let detections = detections(in: text, fieldName: field.flatMap { fields[$0].name })
        let counted = detections.filter { range?.contains($0.span.start) ?? true }
        for detection in counted {
            types[detection.type, default: TypeFindings(type: detection.type)].add(detection.strength)
        }
        if let field { fields[field].add(counted) }
    }

    /// Adds a column; `name` is its header, `nil` if there is none.
    mutating func addColumn(name: [UInt8]?) -> Int? {
        guard fields.count < Self.maximumFieldCount else { return nil }
        fields.append(FieldFindings(name: name, isNameShown: name.map { mayShow($0) } ?? false))
        return fields.count - 1
    }

    /// The field of a JSON key; the key itself is looked at when it is first seen.
    mutating func field(forKey key: [UInt8]) -> Int? {
        if let known = fieldIndices[key] { return known }
        inspect(key)
        guard let index = addColumn(name: key) else { return nil }
        fieldIndices[key] = index
        return index
    }

    mutating func note(_ problem: FileProblem) {
        problems.insert(problem)
    }

    /// The columns of a table in order, or the keys under which a type was found.
    var labels: [FieldLabel] {
        let hidesNames = fieldIndices.count > Self.maximumShownKeyCount
        return fields.enumerated().compactMap { index, field in
            let label = field.label(position: index + 1)
            guard fieldIndices.isEmpty || label.type != nil else { return nil }
            return hidesNames ? label.withoutName : label
        }
    }

    /// Whether a text holds something that a detector reports.
    mutating func holdsPersonalData(_ text: [UInt8]) -> Bool {
        !detections(in: text, fieldName: nil).isEmpty
    }

    private mutating func detections(in text: [UInt8], fieldName: [UInt8]?) -> [Detection] {
        guard !text.isEmpty else { return [] }
        guard let analyzed = AnalyzedText(utf8: text, fieldName: fieldName) else {
            problems.insert(.undecodableBytes)
            return []
        }
        languages.add(analyzed.folded)
        do {
            return try engine.detect(in: analyzed).filter { engine.catalog[$0.type] != nil }
        } catch {
            problems.insert(error.code == .scanLimit ? .scanLimit : .detectorFailed)
            return []
        }
    }

    private mutating func mayShow(_ name: [UInt8]) -> Bool {
        name.count <= Self.maximumShownNameCount && !holdsPersonalData(name)
    }
}

extension FieldLabel {
    fileprivate var withoutName: Self {
        Self(name: nil, position: position, type: type, supporting: supporting, filled: filled)
    }
}
