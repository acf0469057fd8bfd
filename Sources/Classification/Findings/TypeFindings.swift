// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// How often one entity type was found, by what the findings rest on.
package struct TypeFindings: Sendable, Equatable {
    package let type: EntityType
    /// A checksum or a structure that chance rarely makes.
    package private(set) var high = 0
    /// A context word or a field name.
    package private(set) var medium = 0
    /// The form alone.
    package private(set) var low = 0

    package var count: Int { high + medium + low }

    package init(type: EntityType) {
        self.type = type
    }

    mutating func add(_ strength: EvidenceStrength) {
        switch strength {
        case .validated, .structural: high += 1
        case .contextual: medium += 1
        case .lexical: low += 1
        }
    }

    mutating func add(_ other: Self) {
        high += other.high
        medium += other.medium
        low += other.low
    }
}
