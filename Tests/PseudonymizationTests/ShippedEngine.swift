// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors

/// The dictionaries of this checkout, read once.
enum ShippedEngine {
    private static let loaded = Result {
        try DetectorLibrary.load(resources: String(#filePath.split(separator: "/Tests/").first ?? "."))
    }

    static func library() throws -> DetectorLibrary { try loaded.get() }

    static func engine() throws -> DetectionEngine { try library().engine() }
}
