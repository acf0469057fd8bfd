// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

extension LegalClock {
    /// Reads the clocks of a regime's file: a list for each kind.
    static func clocks(_ node: YAMLNode?) throws(DocumentError) -> [LegalClock] {
        guard let keys = try node?.mapping(keys: Kind.allCases.map(\.rawValue)) else { return [] }
        var clocks: [LegalClock] = []
        for kind in Kind.allCases {
            for element in try keys.optional(kind.rawValue)?.elements() ?? [] {
                let clock = try LegalClock(kind, element)
                guard !clocks.contains(where: { $0.id == clock.id }) else {
                    throw element.error(.duplicateKey, "the clock \(clock.id) stands twice")
                }
                clocks.append(clock)
            }
        }
        return clocks
    }

    private init(_ kind: Kind, _ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["id", "to", "within", "unit", "extend", "from", "if", "status", "note"])
        self.kind = kind
        id = try keys.words("id")
        recipient = try keys.optional("to")?.string() ?? ""
        let within = try keys.required("within")
        amount = try within.integer()
        guard (0...10_000).contains(amount) else { throw within.error(.invalidValue, "expected 0 to 10000") }
        unit = try keys.word("unit")
        extensionAmount = try keys.optional("extend")?.integer() ?? 0
        from = try keys.optional("from")?.string() ?? ""
        status = try keys.word("status")
    }
}
