// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Providers

/// What an application asks of the gateway itself, without a model: the direct API, and what Presidio's clients call.
///
/// The raw value names the operation in audit records and metrics.
package enum DirectOperation: String, CaseIterable, Sendable {
    case detect = "privacy.detect"
    case tokenize = "privacy.tokenize"
    case restore = "privacy.restore"
    case preview = "privacy.preview"
    case analyze = "presidio.analyze"
    case anonymize = "presidio.anonymize"

    /// Where it is served.
    package var path: String {
        switch self {
        case .detect: "/v1/privacy/detect"
        case .tokenize: "/v1/privacy/tokenize"
        case .restore: "/v1/privacy/restore"
        case .preview: "/v1/privacy/preview"
        case .analyze: "/analyze"
        case .anonymize: "/anonymize"
        }
    }

    /// Whether it searches its texts for personal data.
    var searches: Bool {
        switch self {
        case .detect, .tokenize, .preview, .analyze: true
        case .restore, .anonymize: false
        }
    }

    /// What an audit record says of one that was done.
    var code: AuditCode {
        switch self {
        case .detect, .preview, .analyze: .classified
        case .tokenize: .tokenized
        case .restore: .revealed
        case .anonymize: .deidentified
        }
    }

    /// What it says of one that was not.
    var refusalCode: AuditCode { self == .restore ? .revealRefused : .denied }

    var errorShape: ErrorShape {
        switch self {
        case .detect, .tokenize, .restore, .preview: .dialect(.openai)
        case .analyze, .anonymize: .presidio
        }
    }
}

/// What the gateway says about itself: the same for every caller, and no event.
package enum DirectPage: String, CaseIterable, Sendable {
    case description = "/v1/privacy/openapi.json"
    case recognizers = "/recognizers"
    case supportedEntities = "/supportedentities"
    case anonymizers = "/anonymizers"

    var errorShape: ErrorShape { self == .description ? .dialect(.openai) : .presidio }
}
