// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Pseudonymization
import StrictYAML

extension RestoreRules {
    /// Reads the `restore:` section; without one, no URL, the tools that a request declares, names as
    /// the word before them wants them, and no note.
    init(_ node: YAMLNode?) throws(DocumentError) {
        guard let mapping = try node?.mapping(keys: ["url_hosts", "tools", "cases", "note"]) else {
            self.init()
            return
        }
        var tools: [String: ToolRule] = [:]
        for (name, value) in try mapping.optional("tools")?.pairs() ?? [] {
            guard let rule = ToolRule(rawValue: try value.string()) else {
                throw value.error(.invalidValue, "expected allow or deny")
            }
            tools[name] = rule
        }
        var cases = CaseReturnRule.governed
        if let node = mapping.optional("cases") {
            guard let rule = CaseReturnRule(rawValue: try node.string()) else {
                throw node.error(.invalidValue, "expected off, asked or governed")
            }
            cases = rule
        }
        self.init(
            urlHosts: try mapping.optional("url_hosts")?.strings() ?? [], tools: tools, cases: cases,
            explainsTokens: try mapping.optional("note")?.boolean() ?? false)
    }
}
