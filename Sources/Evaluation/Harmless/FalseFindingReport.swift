// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What was found in texts that hold nothing to find: findings that touch no labelled span, for each file.
package struct FalseFindingReport: Sendable {
    /// Kinds of findings that are counted apart.
    package enum Family: String, Sendable, CaseIterable {
        /// Numbers, addresses and keys: what has a form.
        case structured
        case person
        /// Names of places: many truly are ones, and they are passed by default.
        case place
        /// Words about health, religion or politics: they may well be right.
        case special
    }

    /// The documents of one file.
    package struct Group: Sendable {
        package let file: String
        package let documents: Int
        /// Runs of characters between white space.
        package let tokens: Int
        /// By type, in name order.
        package let findings: [(type: EntityType, family: Family, count: Int)]

        /// How many findings of a family there are.
        package func count(of family: Family) -> Int {
            findings.reduce(0) { $0 + ($1.family == family ? $1.count : 0) }
        }
    }

    package let groups: [Group]
    package let warnings: EvaluationWarnings

    /// Counts the findings of a corpus.
    package init(counting corpus: Corpus, catalog: EntityCatalog) {
        var files: [String] = []
        var documents: [String: [GoldDocument]] = [:]
        for document in corpus.documents {
            if documents[document.file] == nil { files.append(document.file) }
            documents[document.file, default: []].append(document)
        }
        groups = files.map { Self.group($0, documents[$0] ?? [], catalog) }
        warnings = corpus.warnings
    }

    private static func group(_ file: String, _ documents: [GoldDocument], _ catalog: EntityCatalog) -> Group {
        var counts: [EntityType: Int] = [:]
        for document in documents {
            for finding in document.findings where !document.gold.contains(where: { $0.range.overlaps(finding.range) })
            {
                counts[finding.type, default: 0] += 1
            }
        }
        return Group(
            file: file, documents: documents.count, tokens: documents.reduce(0) { $0 + $1.text.tokens },
            findings: counts.sorted { $0.key < $1.key }.map { ($0.key, family(of: $0.key, catalog), $0.value) })
    }

    private static func family(of type: EntityType, _ catalog: EntityCatalog) -> Family {
        if catalog[type]?.isSpecialCategory == true { return .special }
        if type == .location { return .place }
        return type == .person || catalog[type]?.canonicalLabel == EntityType.person.rawValue ? .person : .structured
    }
}
