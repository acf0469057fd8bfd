// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import StrictYAML

/// The data files of this checkout.
enum Shipped {
    static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")
    private static let loaded = Result { try DetectorLibrary.load(resources: folder) }

    static func library() throws -> DetectorLibrary { try loaded.get() }

    static func table(_ name: String) throws -> YAMLNode {
        try YAMLNode(readingFile: "\(folder)/dictionaries/tables/\(name)", named: name)
    }
}
