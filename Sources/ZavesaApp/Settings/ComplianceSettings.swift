// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Policy
package import StrictYAML

/// The `compliance:` section: the operator's own legal lists, and who has to sign what is not of the release.
///
/// Control: ZV-TRF-02
package struct ComplianceSettings: Sendable, Equatable {
    /// A folder in the form of `compliance/jurisdictions/`; its files stand in the place of shipped ones of the same name.
    package let lists: String?
    /// Without any, no signature is asked for.
    package let signers: [ListSigner]

    /// More keys than an office has.
    private static let mostSigners = 16

    /// No lists but the shipped ones.
    package static let shipped = ComplianceSettings(lists: nil, signers: [])

    private init(lists: String?, signers: [ListSigner]) {
        self.lists = lists
        self.signers = signers
    }

    package init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["lists", "signers"])
        lists = try mapping?.optional("lists")?.string()
        var signers: [ListSigner] = []
        if let list = mapping?.optional("signers") {
            let elements = try list.elements()
            // An empty list would say "signed" and ask for nothing.
            guard (1...Self.mostSigners).contains(elements.count) else {
                throw list.error(.invalidValue, "expected 1 to \(Self.mostSigners) keys")
            }
            for element in elements {
                guard let signer = ListSigner(base64: try element.string()) else {
                    throw element.error(.invalidValue, "expected the 32 bytes of an Ed25519 public key in base64")
                }
                signers.append(signer)
            }
        }
        self.signers = signers
    }
}
