// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One turn of the demo, seen from both sides of the gateway.
package struct DemoExchange: Sendable {
    package let line: DemoScript.Line
    /// What arrived at the model, and what it said: its own account.
    package let left: String
    package let said: String
    /// What the user got.
    package let got: String
    package let request: RequestID
}
