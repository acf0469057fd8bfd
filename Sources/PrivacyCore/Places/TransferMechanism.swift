// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the law of the home lets a transfer abroad rest on. Which of them exist where is data:
/// `compliance/jurisdictions/regimes/`.
package enum TransferMechanism: String, Sendable, CaseIterable {
    /// The destination is on a list in force (GDPR art. 45, 152-FZ art. 12 (2)).
    case adequacy
    /// Standard contractual clauses (GDPR art. 46 (2)(c)).
    case scc
    /// Binding rules of a group (GDPR art. 47).
    case bcr
    /// An exception such as consent or a contract.
    case derogation
    /// A permit of the authority.
    case permit
    /// The law asks for no instrument; what else it asks for, such as a notice, has to be there.
    case none
}
