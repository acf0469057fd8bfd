// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What requests of every dialect say in the same way: which model, and whether the answer is a stream.
struct RequestHead {
    let model: String?
    /// Range of the `model` string's content, without quotes.
    let modelRange: Range<Int>?
    let isStreaming: Bool

    /// Throws `.invalidBody` where a field the gateway acts on is not what the API says it is.
    init(_ scan: JSONScan, streamsByDefault: Bool = false) throws(ProviderError) {
        let model = scan.member("model", of: 0)
        if let model, scan.nodes[model].kind != .string {
            throw ProviderError(code: .invalidBody, expectation: "model is a string")
        }
        self.model = model.map(scan.string)
        modelRange = model.map { scan.nodes[$0].range }
        isStreaming = try Self.flag("stream", in: scan) ?? streamsByDefault
    }

    /// A member that is true or false; `nil` where it is null or absent. A server may read anything else either way.
    private static func flag(_ name: String, in scan: JSONScan) throws(ProviderError) -> Bool? {
        guard let value = scan.member(name, of: 0) else { return nil }
        switch scan.nodes[value].kind {
        case .true: return true
        case .false: return false
        case .null: return nil
        default: throw ProviderError(code: .invalidBody, expectation: "stream is true or false")
        }
    }
}
