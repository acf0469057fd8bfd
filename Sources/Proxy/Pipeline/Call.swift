// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
package import Providers

/// A request as it enters the pipeline: admitted, its caller known, its body read whole.
package struct Call: Sendable {
    package let id: RequestID
    package let caller: Caller
    package let endpoint: Endpoint
    /// The conversation's name if the client gave one; it may say who talks, and is never sent on.
    package let conversation: Sensitive<[UInt8]>?
    package let body: [UInt8]
}
