// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where values may go back in, and how: restoring is also a way out (DESIGN §5).
package struct RestoreRules: Sendable, Equatable {
    package enum ToolRule: String, Sendable {
        case allow, deny
    }

    /// Hosts in whose URLs tokens are restored: exact names, or `*.example.org` for every name below one.
    package let urlHosts: [String]
    /// What the operator says about the arguments of single tools.
    package let tools: [String: ToolRule]
    /// Whether Russian names come back in another case than they went in.
    package let cases: CaseReturnRule
    /// Whether a request tells its model how to treat tokens.
    package let explainsTokens: Bool

    package init(
        urlHosts: [String] = [], tools: [String: ToolRule] = [:], cases: CaseReturnRule = .governed,
        explainsTokens: Bool = false
    ) {
        self.urlHosts = urlHosts
        self.tools = tools
        self.cases = cases
        self.explainsTokens = explainsTokens
        hosts = Set(urlHosts.map { $0.utf8.map(ASCII.lowercased) })
    }

    /// Whether tokens in the arguments of a tool are restored: as the operator says, else if the request declared it.
    /// A tool without a name is none that was declared.
    package func allows(tool name: String?, declared: Set<String>) -> Bool {
        guard let name else { return false }
        if let rule = tools[name] { return rule == .allow }
        return declared.contains(name)
    }

    /// Whether tokens are restored in URLs of a host; lower case, without port.
    func allows(host: [UInt8]) -> Bool {
        guard !hosts.isEmpty, !host.isEmpty else { return false }
        if hosts.contains(host) { return true }
        return host.indices.contains { index in
            index > 0 && host[index] == UInt8(ascii: ".") && hosts.contains([UInt8(ascii: "*")] + host[index...])
        }
    }

    /// `urlHosts` in lower case.
    private let hosts: Set<[UInt8]>
}
