// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension EvaluationReport {
    /// Scores a corpus. The labels in scope are those of each source, however the report is grouped.
    package init(scoring corpus: Corpus, labels table: LabelTable, options: EvaluationOptions) {
        let documents = corpus.documents
        let scopes = Self.scopes(of: documents, table: table, options: options)
        let cells = concurrentMap(documents.count) { index in
            DocumentScorer(wanted: scopes[documents[index].source] ?? [], isStrictCover: options.isStrictCover)
                .counts(of: documents[index])
        }
        let tokens = concurrentMap(documents.count) { documents[$0].text.tokens }
        self.options = options
        self.documents = documents.count
        self.tokens = tokens.reduce(0, +)
        warnings = corpus.warnings
        sections = options.groupings.map { grouping in
            let members = Self.members(documents.map { $0.group(by: grouping) })
            let groups = members.map { name, members in
                let cells = members.map { cells[$0] }
                return Group(
                    name: name, documents: members.count, tokens: members.reduce(0) { $0 + tokens[$1] },
                    rows: Self.rows(cells, table: table, options: options))
            }
            return Section(grouping: grouping, groups: groups)
        }
    }

    /// The labels that are scored in each source.
    private static func scopes(
        of documents: [GoldDocument], table: LabelTable, options: EvaluationOptions
    ) -> [String: Set<SpanLabel>] {
        var used: [String: Set<SpanLabel>] = [:]
        for document in documents { used[document.source, default: []].formUnion(document.gold.map(\.label)) }
        return used.mapValues { used in
            var scope = options.scope == .all ? Set(table.labels) : used
            if let labels = options.labels { scope.formIntersection(labels) }
            return scope.subtracting([.other])
        }
    }

    /// The documents of each group, by name; all together last, unless there is one group alone.
    private static func members(_ names: [String]) -> [(name: String, members: [Int])] {
        var groups: [String: [Int]] = [:]
        for (index, name) in names.enumerated() { groups[name, default: []].append(index) }
        var members = groups.map { (name: $0.key, members: $0.value) }
        members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return members.count == 1 ? members : members + [(SpanLabel.all.rawValue, Array(names.indices))]
    }

    private static func rows(
        _ cells: [[SpanLabel: SpanCounts]], table: LabelTable, options: EvaluationOptions
    ) -> [Row] {
        let used = Set(cells.flatMap(\.keys))
        let labels = table.labels.filter(used.contains) + [.all]
        return concurrentMap(labels.count) { index in
            let counts = cells.map { $0[labels[index]] ?? SpanCounts() }
            var sum = SpanCounts()
            for cell in counts { sum.add(cell) }
            let bootstrap = PoissonBootstrap(rounds: options.bootstrapRounds, seed: options.seed)
            return Row(label: labels[index], counts: sum, intervals: bootstrap.intervals(counts))
        }
    }
}
