// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import StrictYAML

/// The data files of this checkout.
enum Shipped {
    private static let resources = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    private static let loaded = Result { try DetectorLibrary.load(resources: resources) }

    static func library() throws -> DetectorLibrary { try loaded.get() }

    static func table(_ name: String) throws -> YAMLNode {
        try YAMLNode(readingFile: "\(resources)/dictionaries/tables/\(name)", named: name)
    }
}
