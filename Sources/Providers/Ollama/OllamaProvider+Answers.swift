// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What the gateway answers itself.
extension OllamaProvider {
    /// `{"error":"…"}`, the sentence itself, with our code beside it.
    package func errorBody(_ error: ProviderErrorBody) -> [UInt8] {
        JSONValue.object([("error", .string(error.message)), ("code", .string(error.code))]).canonicalBytes()
    }

    /// A line with the error; nothing follows it.
    package func errorEvent(_ error: ProviderErrorBody) -> [UInt8] {
        StreamFraming.lines.encode(ServerSentEvent(name: nil, data: errorBody(error)))
    }

    /// The body of `GET /api/tags`.
    package func modelList(_ models: [ServedModel]) -> [UInt8] {
        let list = models.map { model in
            JSONValue.object([
                ("name", .string(model.id)), ("model", .string(model.id)), ("modified_at", "1970-01-01T00:00:00Z"),
                ("size", 0), ("digest", ""), ("details", .object([])),
            ])
        }
        return JSONValue.object([("models", .array(list))]).canonicalBytes()
    }
}
