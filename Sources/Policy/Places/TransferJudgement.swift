// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Whether one place may receive one request, and what that rests on.
package struct TransferJudgement: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// Nothing leaves the home.
        case inCountry
        case allowed(TransferMechanism)
        case refused(TransferRefusal)
    }

    package let outcome: Outcome
    /// Whether a country outside the home would receive something.
    package let isAbroad: Bool
    /// The list of countries that was looked at, if one was.
    package let listVersion: String?

    package var refusal: TransferRefusal? {
        guard case .refused(let refusal) = outcome else { return nil }
        return refusal
    }
}

/// What of a request matters for where it may go.
package struct TransferPayload: Sendable, Equatable {
    /// The class of what is left after the actions.
    package var left: DataClass
    /// Whether personal data is in it, in clear or as tokens, hashes, masked or generalised values of it: a token is
    /// personal data again with the vault, and the others say something of the person.
    package var holdsPersonalData: Bool
    /// Sensitive categories that were found, whatever was done with them.
    package var categories: Set<String>

    package init(left: DataClass, holdsPersonalData: Bool, categories: Set<String> = []) {
        self.left = left
        self.holdsPersonalData = holdsPersonalData
        self.categories = categories
    }
}

/// Where a request would go.
package struct TransferDestination: Sendable, Equatable {
    /// Where the endpoint processes data.
    package var endpoint: Jurisdiction
    /// Who runs it; `nil` where the settings name nobody.
    package var provider: ProviderRecord?

    package init(endpoint: Jurisdiction, provider: ProviderRecord?) {
        self.endpoint = endpoint
        self.provider = provider
    }

    /// Every country that would get the request: endpoint, recipient and sub-processors.
    package var places: Set<Jurisdiction> {
        var places: Set = [endpoint]
        guard let provider else { return places }
        places.insert(provider.jurisdiction)
        places.formUnion(provider.subProcessors?.map(\.country) ?? [])
        return places
    }
}
