// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Vault

/// Why a request was not tokenised. Holds no text of the data.
package struct PseudonymizationError: Error, Equatable, Sendable {
    package enum Code: Equatable, Sendable {
        /// Detections, actions and slots do not belong together, or a span is not in its text.
        case inconsistent
        /// A detection has an action that lets nothing leave.
        case blocked
        /// A type that the catalogue does not declare has no label for a token.
        case unknownType
        /// The vault did not answer, with its reason.
        case vault(VaultError.Code)
    }

    package let code: Code

    package init(code: Code) {
        self.code = code
    }
}
