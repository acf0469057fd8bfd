// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Pseudonymization
import StrictYAML

extension RestoreRules {
    /// Reads the `restore:` section; without one, no URL and the tools that a request declares.
    init(_ node: YAMLNode?) throws(DocumentError) {
        guard let mapping = try node?.mapping(keys: ["url_hosts", "tools"]) else {
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
        self.init(urlHosts: try mapping.optional("url_hosts")?.strings() ?? [], tools: tools)
    }
}
