// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers

/// The texts of chat requests, for looking at what went out.
enum OpenAIProviderTexts {
    static func all(in body: [UInt8]) throws -> [[UInt8]] {
        try PlantedRequest.provider.parseRequest(body, to: OpenAIProvider.chatCompletions).texts
    }

    static func first(in body: [UInt8]) throws -> [UInt8]? { try all(in: body).first }
}
