// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension AuditEvent {
    /// What the law says of a route abroad, and the papers that it rests on (152-FZ art. 12, GDPR art. 44 to 49).
    package struct Transfer: Sendable, Equatable {
        package var mechanism: TransferMechanism?
        /// The configured references of the notice to the authority and of the assessment of the recipient.
        package var notification: String?
        package var assessment: String?
        /// Those of the authority's permit and licence.
        package var permit: String?
        package var licence: String?
        package var listVersion: String?
        /// `nil` where it is allowed.
        package var refusal: TransferRefusal?

        package init(
            mechanism: TransferMechanism?, notification: String?, assessment: String?, permit: String? = nil,
            licence: String? = nil, listVersion: String?, refusal: TransferRefusal?
        ) {
            self.mechanism = mechanism
            self.notification = notification
            self.assessment = assessment
            self.permit = permit
            self.licence = licence
            self.listVersion = listVersion
            self.refusal = refusal
        }
    }

    /// A list of countries that a law of the home trusts.
    package struct LegalList: Sendable, Equatable {
        package var regime: String
        package var version: String
        package var status: SourceStatus
        /// How many countries it names.
        package var countries: Int
        package var origin: Origin
        /// SHA-256 of the public key whose signature was checked, hex.
        package var signer: String?

        /// Who answers for the file that it stands in.
        package enum Origin: String, Sendable, CaseIterable {
            /// As this release has it, byte for byte.
            case release
            /// Somebody whom the operator trusts has signed it.
            case signed
            /// Whoever can write the file.
            case unsigned
        }

        package init(
            regime: String, version: String, status: SourceStatus, countries: Int, origin: Origin,
            signer: String? = nil
        ) {
            self.origin = origin
            self.signer = signer
            self.regime = regime
            self.version = version
            self.status = status
            self.countries = countries
        }
    }

    /// What is on file about a provider.
    package struct Attestation: Sendable, Equatable {
        package enum Status: String, Sendable, CaseIterable {
            case inDate = "in_date"
            case expired
            case missing
        }

        package var provider: String
        /// The configured reference of the agreement.
        package var agreement: String?
        package var status: Status

        package init(provider: String, agreement: String?, status: Status) {
            self.provider = provider
            self.agreement = agreement
            self.status = status
        }
    }
}
