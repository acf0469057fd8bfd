// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Answers for scripts.
extension RecordingUpstream.Step {
    /// A whole answer with a JSON body.
    package static func json(_ body: String, status: String = "200 OK", headers: String = "") -> Self {
        let head = "HTTP/1.1 \(status)\r\ncontent-type: application/json\r\n\(headers)"
        return .bytes(Array("\(head)content-length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }

    /// A chat completion that says `content`, which must need no JSON escaping.
    package static func completion(_ content: String) -> Self {
        .json(
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"test-model","choices":[{"index":0,\
            "message":{"role":"assistant","content":"\(content)"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
            """)
    }

    /// The head of a stream that ends when the connection does.
    package static var streamHead: Self {
        .bytes(Array("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n".utf8))
    }

    /// One event of a chat stream with this content, which must need no JSON escaping.
    package static func delta(_ content: String) -> Self { .bytes(Array(deltaText(content).utf8)) }

    /// The last events of a chat stream.
    package static var streamEnd: Self { .bytes(Array((finishText + "data: [DONE]\n\n").utf8)) }

    package static func deltaText(_ content: String) -> String {
        event(#"{"index":0,"delta":{"content":"\#(content)"},"finish_reason":null}"#)
    }

    package static var finishText: String { event(#"{"index":0,"delta":{},"finish_reason":"stop"}"#) }

    private static func event(_ choice: String) -> String {
        """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"test-model",\
        "choices":[\(choice)]}


        """
    }
}
