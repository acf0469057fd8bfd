// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import Providers

extension Endpoint {
    /// What it takes to call it. An endpoint that is not named here answers like a model.
    var permission: Permission {
        if isUnknown { return .unknown }
        if isList { return .models }
        return switch name {
        case "embeddings": .embeddings
        case "moderations": .moderations
        default: .chat
        }
    }
}

extension DirectRoute {
    /// What it takes to ask for it; `nil` where nobody is asked who they are, or anybody let in may read.
    var permission: Permission? {
        switch self {
        case .health, .page: nil
        case .operation(.detect): .detect
        case .operation(.tokenize): .tokenize
        case .operation(.restore): .restore
        case .operation(.preview): .preview
        case .operation(.analyze), .operation(.anonymize): .presidio
        }
    }
}
