// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What has to be on file for a transfer, beside its mechanism.
package enum TransferRequirement: String, Sendable, CaseIterable {
    /// A notice to the authority is filed; it need not be effective yet.
    case notificationFiled = "notification_filed"
    /// A notice to the authority is filed, and its time to object has passed.
    case notification
    /// An assessment of the recipient and its law, in date.
    case assessment
    /// A permit of the authority, in date.
    case permit
    /// The operator's own licence.
    case licence
}
