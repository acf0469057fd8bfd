// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
import JSONText
package import PrivacyCore
package import Providers

/// A request for a direct operation: admitted, its caller known, its body read whole.
package struct DirectCall: Sendable {
    package let id: RequestID
    package let caller: Caller
    /// What the caller's credential allows.
    package let rights: Rights
    package let operation: DirectOperation
    package let context: Call.Context
    package let body: [UInt8]
    /// What a request to a model asks for that is only tried out; `nil` for an operation of its own.
    package var dryRun: Endpoint?
    /// When it was read whole.
    package let received = ContinuousClock.now
}
