// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import StrictYAML

extension MaskRules {
    /// Reads `policy.masks`: for a type or `default`, how many characters stay. A type may not show more than its class
    /// allows, so that a mistake here shows at start and not in what leaves.
    package init(_ node: YAMLNode?, catalog: EntityCatalog) throws(DocumentError) {
        self.init()
        for (name, value) in try node?.pairs() ?? [] {
            let rule = try MaskRule(value)
            if name == "default" {
                fallback = rule
                continue
            }
            let descriptor = try ActionRules.descriptor(name, at: value, in: catalog)
            let most = MaskRule.most(of: descriptor.countedClass).kept
            guard rule.first + rule.last <= most else {
                throw value.error(
                    .invalidValue,
                    "a mask of class \(descriptor.countedClass.rawValue) shows \(most) characters at most")
            }
            types[descriptor.type] = rule
        }
    }
}

extension MaskRule {
    fileprivate init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["first", "last"])
        let first = try keys.optional("first")?.integer() ?? 0
        let last = try keys.optional("last")?.integer() ?? 0
        guard first >= 0, last >= 0, first <= 6, last <= 6, first + last <= 6 else {
            throw node.error(.invalidValue, "expected first and last, together 0 to 6 characters")
        }
        self.init(first: first, last: last)
    }
}
