// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers
import ZavesaTesting

/// How each vendor says an answer, written after its reference.
enum VendorVoices {
    static let all: [(dialect: Dialect, voice: ChatAdapterConformance.Voice)] = [
        (.anthropic, anthropic), (.ollama, ollama), (.gigachat, gigachat), (.yandexgpt, yandexgpt),
    ]

    static let anthropic = ChatAdapterConformance.Voice { text, calls in
        let blocks =
            (text.isEmpty ? [] : [#"{"type":"text","text":\#(quoted(text))}"#])
            + calls.map { #"{"type":"tool_use","id":"toolu_1","name":"\#($0.name)","input":\#($0.arguments)}"# }
        let reason = calls.isEmpty ? "end_turn" : "tool_use"
        return Array(
            #"""
            {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[\#(blocks.joined(separator: ","))],
            "stop_reason":"\#(reason)","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":5}}
            """#.utf8)
    } stream: { text, calls in
        var events = [#"{"type":"message_start","message":{"id":"msg_1","model":"claude","usage":{"input_tokens":3}}}"#]
        if !text.isEmpty {
            events.append(#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#)
            events += pieces(text).map {
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":\#(quoted($0))}}"#
            }
            events += [#"{"type":"content_block_stop","index":0}"#, #"{"type":"ping"}"#]
        }
        for call in calls {
            events.append(
                #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"\#(call.name)","input":{}}}"#
            )
            events += pieces(call.arguments).map {
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":\#(quoted($0))}}"#
            }
            events.append(#"{"type":"content_block_stop","index":1}"#)
        }
        let reason = calls.isEmpty ? "end_turn" : "tool_use"
        events.append(#"{"type":"message_delta","delta":{"stop_reason":"\#(reason)"},"usage":{"output_tokens":5}}"#)
        return (events + [#"{"type":"message_stop"}"#]).map { Array("event: e\ndata: \($0)\n\n".utf8) }
    }

    static let ollama = ChatAdapterConformance.Voice { text, calls in
        Array(#"{"model":"m","message":\#(message(text, calls)),"done":true,"done_reason":"stop","eval_count":5}"#.utf8)
    } stream: { text, calls in
        let said = pieces(text).map { message($0, []) } + calls.map { message("", [$0]) }
        let lines = said.map { #"{"model":"m","message":\#($0),"done":false}"# }
        let last = #"{"model":"m","message":\#(message("", [])),"done":true,"done_reason":"stop"}"#
        return (lines + [last]).map { Array("\($0)\n".utf8) }
    }

    static let gigachat = ChatAdapterConformance.Voice { text, calls in
        let reason = calls.isEmpty ? "stop" : "function_call"
        return Array(
            #"""
            {"choices":[{"index":0,"message":{\#(said(text, calls))},"finish_reason":"\#(reason)"}],"created":1,
            "model":"GigaChat","usage":{"prompt_tokens":3,"completion_tokens":5,"total_tokens":8}}
            """#.utf8)
    } stream: { text, calls in
        let deltas = pieces(text).map { said($0, []) } + calls.map { said("", [$0]) }
        let reason = calls.isEmpty ? "stop" : "function_call"
        let events =
            deltas.map { #"{"choices":[{"index":0,"delta":{\#($0)}}],"model":"GigaChat"}"# }
            + [#"{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"\#(reason)"}],"model":"GigaChat"}"#]
        return (events + ["[DONE]"]).map { Array("data: \($0)\n\n".utf8) }
    }

    static let yandexgpt = ChatAdapterConformance.Voice { text, calls in
        Array(alternative(text, calls, calls.isEmpty ? "FINAL" : "TOOL_CALLS").utf8)
    } stream: { text, calls in
        var soFar = ""
        let partial = pieces(text).map { piece in
            soFar += piece
            return alternative(soFar, [], "PARTIAL")
        }
        let last = alternative(text, calls, calls.isEmpty ? "FINAL" : "TOOL_CALLS")
        return (partial + [last]).map { Array("\($0)\n".utf8) }
    }

    private static func message(_ text: String, _ calls: [(name: String, arguments: String)]) -> String {
        let written = calls.map { #"{"function":{"name":"\#($0.name)","arguments":\#($0.arguments)}}"# }
        return #"{"role":"assistant","content":\#(quoted(text)),"tool_calls":[\#(written.joined(separator: ","))]}"#
    }

    private static func said(_ text: String, _ calls: [(name: String, arguments: String)]) -> String {
        let call = calls.map {
            #","function_call":{"name":"\#($0.name)","arguments":\#($0.arguments)},"functions_state_id":"77d3fb14-457a-46ba-937e-8d856156d003""#
        }
        return #""role":"assistant","content":\#(quoted(text))\#(call.joined())"#
    }

    private static func alternative(
        _ text: String, _ calls: [(name: String, arguments: String)], _ status: String
    ) -> String {
        let list = calls.map { #"{"functionCall":{"name":"\#($0.name)","arguments":\#($0.arguments)}}"# }
        let said =
            calls.isEmpty
            ? #""text":\#(quoted(text))"# : #""toolCallList":{"toolCalls":[\#(list.joined(separator: ","))]}"#
        return
            #"{"result":{"alternatives":[{"message":{"role":"assistant",\#(said)},"status":"ALTERNATIVE_STATUS_\#(status)"}],"usage":{"inputTextTokens":"3","completionTokens":"5"}}}"#
    }

    private static func quoted(_ text: String) -> String {
        "\"" + String(decoding: JSONEscaper.escape(Array(text.utf8), levels: 1), as: UTF8.self) + "\""
    }

    /// A text in pieces of three scalars.
    private static func pieces(_ text: String) -> [String] {
        var (rest, pieces) = (text.unicodeScalars[...], [String]())
        while !rest.isEmpty {
            pieces.append(String(String.UnicodeScalarView(rest.prefix(3))))
            rest = rest.dropFirst(3)
        }
        return pieces
    }
}
