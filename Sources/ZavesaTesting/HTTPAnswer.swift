// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A whole HTTP/1.1 answer as a client received it, read off the bytes.
package struct HTTPAnswer: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [String: String]
    /// Without the framing of chunks.
    package let body: [UInt8]

    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    /// Reads one answer from the start of `bytes`; `nil` while it is not complete.
    package init?(_ bytes: [UInt8]) {
        guard let gap = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first, let status = Int(first.split(separator: " ").dropFirst().first ?? "") else {
            return nil
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
        }
        self.status = status
        self.headers = headers
        let rest = Array(bytes[gap.upperBound...])
        if let length = headers["content-length"].flatMap({ Int($0) }) {
            guard rest.count >= length else { return nil }
            body = Array(rest.prefix(length))
        } else {
            guard let body = Self.joinChunks(rest) else { return nil }
            self.body = body
        }
    }

    private static func joinChunks(_ bytes: [UInt8]) -> [UInt8]? {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let line = rest.firstRange(of: Array("\r\n".utf8)) {
            guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
                return nil
            }
            guard size > 0 else { return body }
            guard rest.count >= line.upperBound - rest.startIndex + size + 2 else { return nil }
            body += rest[line.upperBound..<line.upperBound + size]
            rest = rest[(line.upperBound + size + 2)...]
        }
        return nil
    }
}

extension RawClient {
    /// Posts JSON and reads the whole answer.
    package mutating func exchange(
        _ json: String, to path: String = "/v1/chat/completions", headers: String = ""
    ) async throws -> HTTPAnswer {
        forgetReceived()
        try await post(json, to: path, headers: headers)
        return try await answer()
    }

    /// Reads until an answer is complete.
    package mutating func answer() async throws -> HTTPAnswer {
        while true {
            if let answer = HTTPAnswer(received) { return answer }
            guard try await readMore() else { throw EndOfAnswer() }
        }
    }

    /// The connection ended within an answer.
    package struct EndOfAnswer: Error {}
}
