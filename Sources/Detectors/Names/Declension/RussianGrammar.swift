// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// Puts Russian names into another case, and says which words want one: the files of `dictionaries/grammar`.
///
/// It answers only where it is sure: a name that can be read in two ways with two results stays as it is.
package struct RussianGrammar: Sendable {
    private let reader: DeclinableNameReader
    private var table = DeclensionTable()
    private var government: [[UInt8]: CaseGovernment] = [:]
    private var examples: [GrammarExample] = []

    /// Reads the files of the folder, an operator's own among them.
    init(_ documents: [YAMLNode], reader: DeclinableNameReader) throws(DocumentError) {
        self.reader = reader
        for node in documents {
            let document = try GrammarDocument(node)
            table.add(document)
            government.merge(document.government) { _, own in own }
            examples += document.examples
        }
    }

    /// What a word wants of the name after it; small letters, ё written as е.
    package func government(of word: [UInt8]) -> CaseGovernment? { government[word] }

    /// In which genders and cases a name may stand, by its form alone; `any` for what is no Russian name.
    package func agreement(of name: [UInt8]) -> NameAgreement {
        let agreement = reader.read(name)?.agreement(in: table, knowing: .any)
        return agreement.flatMap { $0.isEmpty ? nil : $0 } ?? .any
    }

    /// A name in a case that is wanted of it; `nil` where it stands in one already, does not change, or cannot be told.
    ///
    /// - Parameter agreement: what is known of gender and case beside the form.
    package func decline(
        _ name: [UInt8], to wanted: CaseGovernment, knowing agreement: NameAgreement = .any
    ) -> [UInt8]? {
        guard let read = reader.read(name) else { return nil }
        let possible = read.agreement(in: table, knowing: agreement)
        guard !possible.isEmpty, !possible.allows(wanted.cases) else { return nil }
        let cases = wanted.prefersFirst ? Array(wanted.cases.prefix(1)) : wanted.cases
        var results: Set<[UInt8]> = []
        for gender in [RussianGender.masculine, .feminine] {
            for current in GrammaticalCase.allCases where possible.contains(gender, current) {
                for wanted in cases {
                    guard let moved = read.moved(from: current, to: wanted, gender, in: table) else { return nil }
                    results.insert(moved)
                }
            }
        }
        guard results.count == 1, let only = results.first, only != name else { return nil }
        return only
    }

    /// The examples that do not hold, each with its place.
    package var failures: [String] {
        examples.flatMap { example -> [String] in
            let nominative = example.forms[0]
            return zip(GrammaticalCase.allCases, example.forms).compactMap { wanted, form in
                let there = moved(nominative, to: wanted)
                let back = moved(form, to: .nominative)
                // The way back may be open: «Сергеева» is a woman's, too.
                let isBack = back == form || CyrillicYo.plain(back) == CyrillicYo.plain(nominative)
                guard there != form || !isBack else { return nil }
                let forms = [there, back].map { String(decoding: $0, as: UTF8.self) }
                return
                    "\(example.file):\(example.line ?? 0): the \(wanted.name) is \(forms[0]), and from it \(forms[1])"
            }
        }
    }

    /// A name in a case; where nothing changes, as it is.
    private func moved(_ name: [UInt8], to wanted: GrammaticalCase) -> [UInt8] {
        decline(name, to: CaseGovernment(cases: [wanted])) ?? name
    }
}
