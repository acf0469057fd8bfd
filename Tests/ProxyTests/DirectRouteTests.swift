// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// What the gateway answers by itself: bodies it refuses, methods, keys, pages.
@Suite struct DirectRouteTests {
    @Test(arguments: [
        ("detect", "{}"), ("detect", #"{"text":"a","texts":["a"]}"#), ("detect", #"{"texts":"a"}"#),
        ("detect", #"{"text":1}"#), ("detect", #"{"texts":["a",null]}"#), ("detect", #"{"text":"a","txt":"b"}"#),
        ("detect", #"{"text":"a","text":"b"}"#), ("detect", #"["a"]"#), ("detect", #"{"text":"\ud800"}"#),
        ("tokenize", #"{"text":"a","conversation":""}"#), ("tokenize", #"{"text":"a","conversation":7}"#),
        ("restore", #"{"text":"a"}"#), ("preview", #"{"text":"a","model":null}"#),
    ])
    func aBodyThatIsNotUnderstoodIsRefused(path: String, body: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await gateway.post(body, to: "/v1/privacy/\(path)")
            #expect(answer.status == 400)
            #expect(try ErrorAnswer(answer).error.code == "invalid_body")
            #expect(answer.headers["x-should-retry"] == "false")
        }
    }

    @Test func aBodyThatIsTooDeepIsALimit() async throws {
        try await TestGateway.run { gateway in
            let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
            let answer = try await gateway.post(#"{"text":\#(deep)}"#, to: "/v1/privacy/detect")
            #expect(answer.status == 422)
        }
    }

    @Test(arguments: [
        ("GET", "/v1/privacy/detect", "POST"), ("OPTIONS", "/analyze", "POST"), ("HEAD", "/anonymize", "POST"),
        ("DELETE", "/recognizers", "GET, HEAD"), ("POST", "/health", "GET, HEAD"),
        ("GET", "/v1/chat/completions", "POST"), ("PUT", "/v1/models", "GET, HEAD"),
    ])
    func anotherMethodIsToldWhichOnesAreServed(method: String, path: String, served: String) async throws {
        try await TestGateway.run { gateway in
            let answer = try await RawClient.connect(to: gateway.port) { client in
                try await client.send("\(method) \(path) HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
                try await client.readToEnd()
                return client.receivedText
            }
            #expect(answer.hasPrefix("HTTP/1.1 405 "))
            #expect(answer.contains("Allow: \(served)\r\n"))
        }
    }

    @Test func withKeysOnlyTheirHoldersAreServed() async throws {
        let folder = try TemporaryFolder()
        try await TestGateway.run(yaml: Direct.keys(in: folder)) { gateway in
            let pages = ["/v1/privacy/openapi.json", "/recognizers", "/supportedentities", "/anonymizers"]
            for path in pages {
                #expect(try await gateway.request("GET", path).status == 401)
                // Basic, as clients send it that are given http://any:KEY@host.
                let basic = Data("any:key-of-app".utf8).base64EncodedString()
                #expect(
                    try await gateway.request("GET", path, headers: "authorization: Basic \(basic)\r\n").status == 200)
            }
            let wrong = Data("key-of-app:x".utf8).base64EncodedString()
            #expect(
                try await gateway.request("GET", pages[0], headers: "authorization: basic \(wrong)\r\n").status == 401)
            #expect(try await gateway.request("GET", "/health").status == 200)
            let detect = try await gateway.post(#"{"text":"a"}"#, to: "/v1/privacy/detect")
            #expect(detect.status == 401)
            #expect(try ErrorAnswer(detect).error.code == "invalid_api_key")
            let analyze = try await gateway.post(#"{"text":"a"}"#, to: "/analyze")
            #expect(analyze.status == 401)
            _ = try JSONDecoder().decode(Direct.Refusal.self, from: Data(analyze.body))
        }
    }

    @Test func theDescriptionNamesEveryPath() async throws {
        struct Description: Decodable {
            let openapi: String
            let paths: [String: [String: Operation]]
            struct Operation: Decodable { let operationId: String }
        }
        try await TestGateway.run { gateway in
            let answer = try await gateway.request("GET", "/v1/privacy/openapi.json")
            let description = try JSONDecoder().decode(Description.self, from: Data(answer.body))
            #expect(description.openapi == "3.1.0")
            for (path, operations) in description.paths {
                for method in operations.keys {
                    // Served with this method, whatever is thought of an empty body.
                    let status = try await gateway.request(method.uppercased(), path).status
                    #expect(![404, 405].contains(status), "\(method) \(path)")
                }
            }
            #expect(description.paths.count == 10)
        }
    }
}
