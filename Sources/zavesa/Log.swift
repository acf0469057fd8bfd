// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging

/// The one logger: lines on standard error.
enum Log {
    /// `ZAVESA_LOG_LEVEL` goes before the settings.
    static func make(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "zavesa") { StreamLogHandler.standardError(label: $0) }
        let name = ProcessInfo.processInfo.environment["ZAVESA_LOG_LEVEL"] ?? ""
        logger.logLevel = Logger.Level(rawValue: name.lowercased()) ?? level
        return logger
    }
}
