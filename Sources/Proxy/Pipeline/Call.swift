// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
package import Policy
package import PrivacyCore
package import Providers
package import Telemetry

/// A request as it enters the pipeline: admitted, its caller known, its body read whole.
package struct Call: Sendable {
    /// What the client said beside its body. Names may say who talks: they are never sent on.
    package struct Context: Sendable {
        package var conversation: Sensitive<[UInt8]>?
        package var `case`: Sensitive<[UInt8]>?
        /// What the request is for: a name that policy declares.
        package var purpose: Purpose?
        /// Whether the caller only wants to know what would become of it.
        package var isDryRun = false
        /// What goes on to the upstream: headers that the dialect's API acts on.
        package var headers: [(name: String, value: String)]
        /// In which trace the client stands, where it says so.
        package var trace: TraceParent?

        package init(
            conversation: Sensitive<[UInt8]>? = nil, case: Sensitive<[UInt8]>? = nil,
            headers: [(name: String, value: String)] = []
        ) {
            self.conversation = conversation
            self.case = `case`
            self.headers = headers
        }
    }

    package let id: RequestID
    package let caller: Caller
    /// What the caller's credential allows.
    package let rights: Rights
    package let endpoint: Endpoint
    package let context: Context
    package let body: [UInt8]
    /// When it was read whole.
    package let received = ContinuousClock.now
}
