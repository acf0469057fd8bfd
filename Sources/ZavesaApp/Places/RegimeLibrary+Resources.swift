// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Policy
import PrivacyCore
import StrictYAML

extension RegimeLibrary {
    /// Reads the laws of `compliance/jurisdictions/regimes/` and the operator's own. Throws for the first thing in a file
    /// that is wrong.
    init(_ reader: ListReader, _ registry: JurisdictionRegistry, _ catalog: EntityCatalog) throws(DocumentError) {
        let files = try reader.lists(in: "regimes")
        let categories = try reader.categories().node
        try self.init(
            files.map(\.node), categories: categories, registry,
            origins: Dictionary(files.map { ($0.node.file, $0.origin) }, uniquingKeysWith: { $1 }))
        try self.categories.check(against: catalog, file: categories.file)
    }
}
