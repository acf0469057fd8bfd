// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText
package import Logging

/// Lines of JSON: time, level, message, and the metadata as members of the same object, numbers as numbers.
///
/// Of an error only its type is said: libraries put into errors what they were reading.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info
    private let write: @Sendable ([UInt8]) -> Void

    /// `write` is given one line at a time, its end included.
    package init(write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var members: [(String, JSONDraft)] = [
            ("time", .string(WallClock.now().description)), ("level", .string(event.level.rawValue)),
            ("message", .string(event.message.description)),
        ]
        if let error = event.error { members.append(("error.type", .string("\(type(of: error))"))) }
        var all = metadata
        if let own = event.metadata { all.merge(own) { $1 } }
        let taken = Set(members.map(\.0))
        for (key, value) in all.sorted(by: { $0.key < $1.key }) where !taken.contains(key) {
            members.append((key, Self.draft(value)))
        }
        write(JSONDraft.object(members).bytes() + [UInt8(ascii: "\n")])
    }

    private static func draft(_ value: Logger.MetadataValue) -> JSONDraft {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let number as Int): .integer(number)
        case .stringConvertible(let number as Double) where number.isFinite: .copy(Array(String(number).utf8))
        case .stringConvertible(let value): .string(value.description)
        case .array(let values): .array(values.map(draft))
        case .dictionary(let values):
            .object(values.sorted { $0.key < $1.key }.map { ($0.key, draft($0.value)) })
        }
    }
}
