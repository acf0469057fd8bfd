// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import PrivacyCore

extension AuditEvent {
    /// Something that the gateway keeps or sends away, and why it lies where it must not. The path is for the log alone.
    package struct Storage: Sendable, Equatable {
        package enum Thing: String, Sendable, CaseIterable {
            case data, keys, vault, audit, access, budgets, temporary, log
            case coreDumps = "core_dumps"
            case collector
        }

        package enum Cause: String, Sendable, CaseIterable {
            /// No declared place holds it.
            case undeclared
            /// Its place is declared to be outside the home.
            case foreign
            /// On a file system of another machine that nobody declared.
            case network
            /// Where it leads cannot be seen.
            case unknown
        }

        package var thing: Thing
        package var cause: Cause
        /// Where its place is declared to be, if it is.
        package var country: Jurisdiction?

        package init(thing: Thing, cause: Cause, country: Jurisdiction? = nil) {
            self.thing = thing
            self.cause = cause
            self.country = country
        }

        /// The fields under the schema's names.
        var value: JSONValue {
            var members: [String: JSONValue] = ["thing": .string(thing.rawValue), "cause": .string(cause.rawValue)]
            members["country"] = country.map { .string($0.code) }
            return .members(of: members)
        }

        /// Their grammar.
        static let fields: [RecordField] = [
            .required("thing", .word(Thing.allCases.map(\.rawValue))),
            .required("cause", .word(Cause.allCases.map(\.rawValue))),
            .optional("country", .country),
        ]
    }
}
