// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import Providers

/// In whose shape a caller is told of an error: that of a vendor's dialect, or Presidio's.
package enum ErrorShape: Sendable, Equatable {
    case dialect(Dialect)
    /// `{"error": "a sentence"}`
    case presidio

    /// The body of an answer.
    func body(_ error: ProviderErrorBody, _ providers: ProviderTable) -> [UInt8] {
        switch self {
        case .dialect(let dialect): providers[dialect].errorBody(error)
        case .presidio: JSONValue.object([("error", .string(error.message))]).canonicalBytes()
        }
    }

    /// What ends a stream that has begun. Nothing of Presidio's is streamed.
    func event(_ error: ProviderErrorBody, _ providers: ProviderTable) -> [UInt8] {
        switch self {
        case .dialect(let dialect): providers[dialect].errorEvent(error)
        case .presidio: body(error, providers)
        }
    }
}
