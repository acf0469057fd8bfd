// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Synchronization
import Testing
import ZavesaApp

/// Lines of the log that machines read.
@Suite struct JSONLogTests {
    private struct Foreign: Error { let text = "o.kuznetsova@example.ru" }

    private func line(_ body: (Logger) -> Void) throws -> [String: Any] {
        let lines = Mutex<[[UInt8]]>([])
        let written = { lines.withLock { $0 } }
        let handler = JSONLogHandler { line in lines.withLock { $0.append(line) } }
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = .info
        body(logger)
        #expect(written().count == 1)
        let line = try #require(written().first)
        #expect(line.count { $0 == UInt8(ascii: "\n") } == 1 && line.last == UInt8(ascii: "\n"))
        return try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }

    @Test func aLineIsOneObjectWithNumbersAsNumbers() throws {
        let line = try line { logger in
            logger.info(
                "request answered",
                metadata: [
                    "request.id": "abc", "status": .stringConvertible(200), "duration.ms": .stringConvertible(1.25),
                    "time": "mine", "words": ["a\nb", "c"],
                ])
        }
        #expect(line["message"] as? String == "request answered")
        #expect(line["level"] as? String == "info")
        #expect(line["request.id"] as? String == "abc")
        #expect(line["status"] as? Int == 200)
        #expect(line["duration.ms"] as? Double == 1.25)
        #expect(line["words"] as? [String] == ["a\nb", "c"])
        #expect((line["time"] as? String)?.hasSuffix("Z") == true)
    }

    @Test func ofAnErrorOnlyTheTypeIsSaid() throws {
        let line = try line { $0.error("it failed", error: Foreign()) }
        #expect(line["error.type"] as? String == "Foreign")
        #expect(!"\(line)".contains("kuznetsova"))
    }

    @Test func whatIsBelowTheLevelIsNotWritten() {
        let count = Mutex(0)
        var logger = Logger(label: "test") { _ in JSONLogHandler { _ in count.withLock { $0 += 1 } } }
        logger.logLevel = .notice
        logger.info("no")
        #expect(count.withLock { $0 } == 0)
    }
}
