// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Routing
import StrictYAML

extension RoutingOptions {
    /// Reads the `routing:` section; without one, every default.
    init(_ node: YAMLNode?) throws(DocumentError) {
        self.init()
        guard let mapping = try node?.mapping(keys: ["strategy", "sticky", "retries", "breaker", "probes", "queue"])
        else {
            return
        }
        if let value = mapping.optional("strategy") { strategy = try value.word(of: Strategy.self) }
        if let value = mapping.optional("sticky") { sticky = try value.word(of: Sticky.self) }
        if let node = mapping.optional("retries") { retries = try Retries(node) }
        if let node = mapping.optional("breaker") { breaker = try Breaker(node) }
        if let node = mapping.optional("probes") { probes = try Probes(node) }
        if let node = mapping.optional("queue") { queue = try Queue(node) }
    }
}

extension RoutingOptions.Retries {
    fileprivate init(_ node: YAMLNode) throws(DocumentError) {
        self.init()
        let mapping = try node.mapping(keys: ["per_request", "share"])
        if let value = mapping.optional("per_request") { perRequest = try value.integer(in: 0...16) }
        if let value = mapping.optional("share") {
            share = try value.double()
            guard (0...1).contains(share) else { throw value.error(.invalidValue, "expected 0 to 1, such as 0.2") }
        }
    }
}

extension RoutingOptions.Breaker {
    fileprivate init(_ node: YAMLNode) throws(DocumentError) {
        self.init()
        let mapping = try node.mapping(keys: ["failures", "window", "open", "hold"])
        if let value = mapping.optional("failures") { failures = try value.integer(in: 1...10_000) }
        if let value = mapping.optional("window") { window = try value.duration() }
        if let value = mapping.optional("open") { open = try value.duration() }
        if let value = mapping.optional("hold") { hold = try value.duration() }
    }
}

extension RoutingOptions.Probes {
    fileprivate init(_ node: YAMLNode) throws(DocumentError) {
        self.init()
        let mapping = try node.mapping(keys: ["interval", "path"])
        if let value = mapping.optional("interval") {
            // A mistake here must not look like "never".
            interval = try value.string() == "off" ? nil : value.duration()
        }
        if let value = mapping.optional("path") {
            let text = try value.string()
            guard text.hasPrefix("/"), text.utf8.count <= 256, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw value.error(.invalidValue, "expected a path after the base URL, such as /models")
            }
            path = text
        }
    }
}

extension RoutingOptions.Queue {
    fileprivate init(_ node: YAMLNode) throws(DocumentError) {
        self.init()
        let mapping = try node.mapping(keys: ["length", "wait"])
        if let value = mapping.optional("length") { length = try value.integer(in: 0...100_000) }
        if let value = mapping.optional("wait") { wait = try value.duration() }
    }
}

extension YAMLNode {
    /// A whole number within bounds.
    func integer(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        let number = try integer()
        guard range.contains(number) else {
            throw error(.invalidValue, "expected \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of the words that a type has.
    func word<Word: RawRepresentable & CaseIterable>(
        of type: Word.Type
    ) throws(DocumentError) -> Word where Word.RawValue == String {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            throw error(.invalidValue, Self.suggestion(for: text, among: Word.allCases.map(\.rawValue)))
        }
        return word
    }
}
