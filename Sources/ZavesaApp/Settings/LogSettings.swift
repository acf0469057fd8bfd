// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Logging
import StrictYAML

/// The `log:` section as an operator wrote it.
package struct LogDocument: Sendable {
    package var level: String?
    package var format: String?

    init() {}

    init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(keys: ["level", "format"])
        level = try mapping.optional("level")?.string()
        format = try mapping.optional("format")?.string()
    }
}

/// How lines of the log look.
package enum LogFormat: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// One JSON object a line, for collectors.
    case json
}

/// What is logged, and how.
package struct LogSettings: Sendable, Equatable {
    package let level: Logger.Level
    package let format: LogFormat

    init(_ document: LogDocument) throws(SettingsError) {
        guard let level = Logger.Level(rawValue: document.level ?? "notice") else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError("log.level: expected one of \(levels)")
        }
        guard let format = LogFormat(rawValue: document.format ?? "text") else {
            throw SettingsError("log.format: expected text or json")
        }
        self.level = level
        self.format = format
    }
}
