// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Providers

/// The paths at which the gateway answers by itself, whatever upstreams there are.
package enum DirectRoute: Sendable, Equatable {
    /// `/healthz`, and `/health` as Presidio has it.
    case health
    case page(DirectPage)
    case operation(DirectOperation)

    /// What is served at a path, which has no query; `nil` where it is none of these.
    package init?(_ path: String) {
        if path == "/healthz" || path == "/health" {
            self = .health
        } else if let page = DirectPage(rawValue: path) {
            self = .page(page)
        } else if let operation = DirectOperation.allCases.first(where: { $0.path == path }) {
            self = .operation(operation)
        } else {
            return nil
        }
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .health, .page: [.get, .head]
        case .operation: [.post]
        }
    }

    /// Its name in metrics and log.
    var name: String {
        switch self {
        case .health: "health"
        case .page(let page): page.rawValue
        case .operation(let operation): operation.rawValue
        }
    }

    var errorShape: ErrorShape {
        switch self {
        case .health: .dialect(.openai)
        case .page(let page): page.errorShape
        case .operation(let operation): operation.errorShape
        }
    }
}
