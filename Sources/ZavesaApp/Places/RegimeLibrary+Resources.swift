// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import FoundationEssentials
import Policy
import PrivacyCore
import StrictYAML

extension RegimeLibrary {
    /// Reads the laws of `compliance/jurisdictions/regimes/`. Throws for the first thing in a file that is wrong.
    init(
        _ resources: Resources, _ registry: JurisdictionRegistry, _ catalog: EntityCatalog
    ) throws(DocumentError) {
        let folder = "compliance/jurisdictions"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(resources.path)/\(folder)/regimes")) ?? []
        var nodes: [YAMLNode] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let path = "\(folder)/regimes/\(name)"
            nodes.append(try YAMLNode(readingFile: "\(resources.path)/\(path)", named: path))
        }
        let file = "compliance/categories.yaml"
        let categories = try YAMLNode(readingFile: "\(resources.path)/\(file)", named: file)
        try self.init(nodes, categories: categories, registry)
        try self.categories.check(against: catalog, file: file)
    }
}
