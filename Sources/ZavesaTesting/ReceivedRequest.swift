// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A request as it came over the wire.
package struct ReceivedRequest: Sendable, Equatable {
    package let method: String
    package let target: String
    /// Names in lower case, in the order they came.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// The first value of a header; `nil` without it.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    package var bodyText: String { String(decoding: body, as: UTF8.self) }

    package static func == (left: Self, right: Self) -> Bool {
        left.method == right.method && left.target == right.target && left.body == right.body
            && left.headers.elementsEqual(right.headers, by: ==)
    }
}

extension ReceivedRequest {
    /// Cuts requests out of a connection's bytes. Reads bodies with a `content-length` only, which is what our own
    /// client sends.
    struct Parser {
        private var rest: [UInt8] = []

        mutating func consume(_ bytes: [UInt8]) -> [ReceivedRequest] {
            rest += bytes
            var requests: [ReceivedRequest] = []
            while let request = next() { requests.append(request) }
            return requests
        }

        private mutating func next() -> ReceivedRequest? {
            guard let gap = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: rest[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
            guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
            let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                return (line[..<colon].lowercased(), String(value))
            }
            let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
            guard rest.count >= gap.upperBound + length else { return nil }
            let body = Array(rest[gap.upperBound..<gap.upperBound + length])
            rest.removeFirst(gap.upperBound + length)
            return ReceivedRequest(method: String(words[0]), target: String(words[1]), headers: headers, body: body)
        }
    }
}
