// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What the gateway answers itself.
extension AnthropicProvider {
    /// `{"type":"error","error":{…},"request_id":…}`; the SDK reads our code as `error.details.error_code`.
    package func errorBody(_ error: ProviderErrorBody) -> [UInt8] {
        var members: [(String, JSONValue)] = [
            ("type", "error"),
            (
                "error",
                .object([
                    ("type", .string(Self.type(of: error.status))), ("message", .string(error.message)),
                    ("details", .object([("error_code", .string(error.code))])),
                ])
            ),
        ]
        if let request = error.request { members.append(("request_id", .string(request))) }
        return JSONValue.object(members).canonicalBytes()
    }

    /// An `error` event, at which the SDK throws; nothing follows it.
    package func errorEvent(_ error: ProviderErrorBody) -> [UInt8] {
        ServerSentEventEncoder.encode(ServerSentEvent(name: "error", data: errorBody(error)))
    }

    /// The body of `GET /v1/models`, one page. When a model was made is not known here.
    package func modelList(_ models: [ServedModel]) -> [UInt8] {
        let list = models.map { model in
            JSONValue.object([
                ("type", "model"), ("id", .string(model.id)), ("display_name", .string(model.id)),
                ("created_at", "1970-01-01T00:00:00Z"),
            ])
        }
        let id = { (model: ServedModel?) in model.map { JSONValue.string($0.id) } ?? .null }
        return JSONValue.object([
            ("data", .array(list)), ("has_more", .boolean(false)), ("first_id", id(models.first)),
            ("last_id", id(models.last)),
        ]).canonicalBytes()
    }

    /// The vendor's word for a status (wire.md §5.1).
    private static func type(of status: Int) -> String {
        switch status {
        case 401: "authentication_error"
        case 403: "permission_error"
        case 404: "not_found_error"
        case 413: "request_too_large"
        case 429: "rate_limit_error"
        case 504: "timeout_error"
        case 529: "overloaded_error"
        case 400..<500: "invalid_request_error"
        default: "api_error"
        }
    }
}
