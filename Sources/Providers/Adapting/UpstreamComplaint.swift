// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a vendor says went wrong, wherever in its answer it says so.
package enum UpstreamComplaint {
    /// Up to here a vendor's words are passed on, in bytes.
    private static let maxLength = 4_096

    /// The sentence in `{"error":{"message"}}`, `{"error":"…"}` or `{"message"}`; `nil` for anything else, such as an echo
    /// of the request.
    package static func words(in body: [UInt8]) -> String? {
        (try? JSONScan(body)).flatMap(words)
    }

    static func words(in scan: JSONScan) -> String? {
        let error = scan.value("error", of: 0)
        let said =
            error.flatMap { scan.text("message", of: $0) } ?? scan.text("error", of: 0)
            ?? scan.text("message", of: 0)
        return said.flatMap { $0.utf8.count > maxLength ? nil : $0 }
    }

    /// The status a caller gets: a vendor's own ones become the nearest of HTTP.
    package static func status(_ status: Int) -> Int { status == 529 ? 503 : status }
}

extension ProviderErrorBody {
    /// An upstream's error in its words, or in ours where it has none.
    package static func upstream(_ status: Int, _ words: String? = nil) -> ProviderErrorBody {
        let type =
            switch status {
            case 401: "authentication_error"
            case 403: "permission_error"
            case 404: "not_found_error"
            case 429: "rate_limit_error"
            case 400..<500: "invalid_request_error"
            default: "api_error"
            }
        return ProviderErrorBody(
            message: words ?? "The upstream refused the request.", type: type, code: "upstream_error", status: status)
    }
}
