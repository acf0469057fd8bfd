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

    /// The body of `GET /v1/models`. When a model was made is not known here.
    package func modelList(_ models: [ServedModel]) -> [UInt8] {
        let list = models.map { model in
            JSONValue.object([
                ("id", .string(model.id)), ("object", "model"), ("created", 0),
                ("owned_by", .string(model.ownedBy)),
            ])
        }
        return JSONValue.object([("object", "list"), ("data", .array(list))]).canonicalBytes()
    }
}
