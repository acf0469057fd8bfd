// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What the gateway answers itself.
extension OpenAIProvider {
    /// `{"error":{"code","message","param","type"}}`; the SDKs read all four.
    package func errorBody(_ error: ProviderErrorBody) -> [UInt8] {
        JSONValue.object([
            (
                "error",
                .object([
                    ("message", .string(error.message)), ("type", .string(error.type)), ("param", .null),
                    ("code", .string(error.code)),
                ])
            )
        ]).canonicalBytes()
    }

    /// One event with a top-level `error`, at which both SDKs throw; no end mark follows it.
    package func errorEvent(_ error: ProviderErrorBody) -> [UInt8] {
        ServerSentEventEncoder.encode(ServerSentEvent(name: nil, data: errorBody(error)))
    }

    /// The body of `GET /v1/models`; `created` in seconds since 1970.
    package func models(_ models: [(id: String, ownedBy: String, created: Int64)]) -> [UInt8] {
        let list = models.map { model in
            JSONValue.object([
                ("id", .string(model.id)), ("object", "model"), ("created", .integer(model.created)),
                ("owned_by", .string(model.ownedBy)),
            ])
        }
        return JSONValue.object([("object", "list"), ("data", .array(list))]).canonicalBytes()
    }
}
