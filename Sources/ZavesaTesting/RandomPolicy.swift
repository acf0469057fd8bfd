// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Policies drawn at random, as an operator would write them: every key, every action, rules of both kinds.
package struct RandomPolicy: Sendable {
    /// Types that may be named; none of them a key or credential.
    package let types: [String]
    /// Upstreams that may be named.
    package let upstreams: [String]

    package init(types: [String], upstreams: [String]) {
        self.types = types
        self.upstreams = upstreams
    }

    private static let actions = ["tokenize", "redact", "pass", "mask", "generalize", "surrogate", "hash"]
    /// What `purposes` declares.
    package static let purposes = ["support", "analytics"]

    /// The lines of a `policy:` section, keys in random order, without indentation.
    package func text(_ random: inout SplitMix64) -> String {
        var keys = [
            "purposes: [\(Self.purposes.joined(separator: ", "))]",
            "foreign: {upstreams: [\(some(upstreams, &random))], max_residual: \(random.coin() ? "C1" : "C0")}",
            "block: {types: [\(random.coin(1, in: 6) ? one(types, &random) : "")]}",
            """
            actions: {special_category: \(one(Self.actions, &random)), \
            classes: {C2: \(one(Self.actions, &random)), C3: \(one(Self.actions, &random))}, \
            types: {\(one(types, &random)): \(one(Self.actions, &random))}}
            """,
        ]
        let rules = (0..<Int.random(in: 0...6, using: &random)).map { rule("r\($0)", &random) }
        keys.append("rules: [\(rules.joined(separator: ", "))]")
        return keys.shuffled(using: &random).joined(separator: "\n")
    }

    /// The same section with one of its lines drawn again.
    package func changed(_ text: String, _ random: inout SplitMix64) -> String {
        var lines = text.split(separator: "\n").map(String.init)
        let index = lines.indices.randomElement(using: &random) ?? 0
        let key = lines[index].prefix { $0 != ":" }
        let drawn = self.text(&random).split(separator: "\n").first { $0.hasPrefix(key + ":") }
        if let drawn { lines[index] = String(drawn) }
        return lines.joined(separator: "\n")
    }

    private func rule(_ name: String, _ random: inout SplitMix64) -> String {
        let isAboutUpstreams = random.coin(1, in: 3)
        var when: [String] = []
        if random.coin() { when.append("class: \(one(["C2", "C3", "C4"], &random))") }
        if random.coin() { when.append("types: {\(one(types, &random)): \(Int.random(in: 1...2, using: &random))}") }
        if random.coin(1, in: 4) { when.append("purposes: [\(one(Self.purposes + ["none"], &random))]") }
        if random.coin(1, in: 4) { when.append("scripts: [\(one(["latin", "cyrillic", "arabic"], &random))]") }
        if random.coin(1, in: 4) { when.append("quasi_identifiers: \(Int.random(in: 1...3, using: &random))") }
        if random.coin(1, in: 4) { when.append("callers: [\(one(["local", "other", "\"*\""], &random))]") }
        if isAboutUpstreams, random.coin() { when.append("countries: [\(one(["US", "DE", "RU", "EEA"], &random))]") }
        return "{name: \(name), when: {\(when.joined(separator: ", "))}, then: {\(effect(isAboutUpstreams, &random))}}"
    }

    private func effect(_ isAboutUpstreams: Bool, _ random: inout SplitMix64) -> String {
        guard !isAboutUpstreams else {
            return switch Int.random(in: 0..<4, using: &random) {
            case 0: "upstreams: none"
            case 1: "upstreams: {only: [\(one(upstreams, &random))]}"
            case 2: "upstreams: {except: [\(one(upstreams, &random))]}"
            default: "max_foreign_residual: C0"
            }
        }
        return switch Int.random(in: 0..<8, using: &random) {
        case 0: "block: true"
        case 1: "answer: block"
        case 2: "actions: {classes: {C2: \(one(Self.actions, &random))}}"
        case 3: "actions: {special_category: \(one(Self.actions, &random))}"
        default: "actions: {types: {\(one(types, &random)): \(one(Self.actions, &random))}}"
        }
    }

    private func one(_ names: [String], _ random: inout SplitMix64) -> String {
        names.randomElement(using: &random) ?? ""
    }

    private func some(_ names: [String], _ random: inout SplitMix64) -> String {
        names.filter { _ in random.coin() }.joined(separator: ", ")
    }
}

extension SplitMix64 {
    fileprivate mutating func coin(_ share: Int = 1, in total: Int = 2) -> Bool {
        Int.random(in: 0..<total, using: &self) < share
    }
}
