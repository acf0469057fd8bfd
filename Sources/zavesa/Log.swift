// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import ZavesaApp

/// The one logger: lines on standard error.
enum Log {
    /// `ZAVESA_LOG_LEVEL` goes before the settings.
    static func make(_ settings: LogSettings) -> Logger {
        var logger = Logger(label: "zavesa") { label in
            switch settings.format {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler { Terminal.complain($0) }
            }
        }
        let name = ProcessInfo.processInfo.environment["ZAVESA_LOG_LEVEL"] ?? ""
        logger.logLevel = Logger.Level(rawValue: name.lowercased()) ?? settings.level
        return logger
    }
}
