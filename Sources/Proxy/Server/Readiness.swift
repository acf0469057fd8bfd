// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What has to work for a request to be taken, each with a constant name: the audit log, the vault.
package struct Readiness: Sendable {
    package typealias Check = @Sendable () async -> Bool

    private let checks: [(name: String, check: Check)]

    package init(_ checks: [(name: String, check: Check)]) {
        self.checks = checks
    }

    /// Asks each; ready if all are. `json` says which are not, and `remarks`, constant words that make nothing unready.
    func look(beside remarks: [(name: String, word: String)]) async -> (isReady: Bool, json: String) {
        var isReady = true
        var results: [(String, JSONValue)] = []
        for (name, check) in checks {
            let works = await check()
            isReady = isReady && works
            results.append((name, works ? "ok" : "unavailable"))
        }
        let body = JSONValue.object(
            [("status", isReady ? "ready" : "unavailable"), ("checks", .object(results))]
                + remarks.map { ($0.name, .string($0.word)) })
        return (isReady, String(decoding: body.canonicalBytes(), as: UTF8.self))
    }
}
