// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// Reading a body whose outermost value has to be an object.
package enum JSONBody {
    /// Throws `.limit` for a body that is too deep or has too many values, `.invalidBody` for every other fault.
    package static func object(_ body: [UInt8]) throws(ProviderError) -> JSONScan {
        let scan: JSONScan
        do {
            scan = try JSONScan(body)
        } catch {
            throw error.code.isLimit
                ? ProviderError(code: .limit, expectation: "JSON within the depth and count limits")
                : ProviderError(code: .invalidBody, expectation: expectation(error.code))
        }
        guard scan.nodes[0].kind == .object else {
            throw ProviderError(code: .invalidBody, expectation: "a JSON object")
        }
        return scan
    }

    private static func expectation(_ code: JSONTextError.Code) -> String {
        switch code {
        case .duplicateKey: "JSON objects without the same key twice"
        case .invalidUTF8: "JSON in valid UTF-8"
        case .loneSurrogate: "JSON strings without lone surrogates"
        case .syntax, .tooDeep, .tooManyValues, .tooLong, .unsupportedNumber: "valid JSON (RFC 8259)"
        }
    }
}
