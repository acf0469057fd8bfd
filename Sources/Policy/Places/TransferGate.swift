// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Where the law of the home lets a request go: a pure function of the place, what is left, the papers on file, and the
/// day.
///
/// A route is in the country only if endpoint, recipient and every sub-processor are in the home: 152-FZ art. 3 (11)
/// calls it a cross-border transfer also where a foreign person receives the data. Every law of the home has to allow
/// what leaves it. Tokens are personal data here, because with the vault they can be turned back.
///
/// Control: ZV-TRF-01, ZV-TRF-02, ZV-TRF-03, ZV-PRV-01
package struct TransferGate: Sendable, Equatable {
    package let home: Home
    /// The laws the home is under.
    package let regimes: [Regime]
    /// How well founded a list has to be.
    package let accepted: Set<SourceStatus>
    private let categories: SensitiveCategories
    private let groups: [Jurisdiction: Set<Jurisdiction>]

    /// `names` are the regimes an operator chose; empty for those of the home's countries.
    package init(
        home: Home, laws: RegimeLibrary, named names: [String] = [], accepting accepted: Set<SourceStatus> = [.sourced]
    ) {
        self.home = home
        self.accepted = accepted
        regimes = laws.regimes(of: home, named: names)
        categories = laws.categories
        groups = laws.groups
    }

    /// Judges one route on one day, in UTC.
    package func judge(
        _ destination: TransferDestination, carrying payload: TransferPayload, on day: CalendarDay
    ) -> TransferJudgement {
        let abroad = destination.places.filter { !home.contains($0) }
        let hosting = destination.provider?.hosting
        guard !abroad.isEmpty || hosting == .foreign else {
            let refusal =
                hosting == .regional && payload.left >= .c3
                ? .hostedRegionally : destination.provider?.limit(on: payload, day)
            return TransferJudgement(
                outcome: refusal.map { .refused($0) } ?? .inCountry, isAbroad: false, listVersion: nil)
        }
        let refusal =
            prohibition(of: payload) ?? doubt(about: destination, abroad) ?? absence(of: destination, payload, day)
        if let refusal { return TransferJudgement(outcome: .refused(refusal), isAbroad: true, listVersion: nil) }
        return papers(of: destination, to: abroad, payload, day)
    }

    /// The sensitive categories of a type, as far as a law of the home has a rule of its own for them.
    func ruledCategories(of descriptor: EntityDescriptor?) -> Set<String> {
        guard let descriptor else { return [] }
        return categories.names(of: descriptor).filter { name in
            regimes.contains { $0.sensitive[name].map { $0 != .clear } ?? false }
        }
    }

    /// What no paper opens.
    private func prohibition(of payload: TransferPayload) -> TransferRefusal? {
        if payload.left > .c1 { return .classLeft }
        let stays = regimes.contains { regime in payload.categories.contains { regime.sensitive[$0] == .stays } }
        return stays ? .categoryStays : nil
    }

    /// Places that contradict each other, or are under a law that nobody has written down here.
    private func doubt(about destination: TransferDestination, _ abroad: Set<Jurisdiction>) -> TransferRefusal? {
        switch destination.provider?.hosting {
        case .onprem, .inCountry: if !home.contains(destination.endpoint) { return .contradictoryPlace }
        case .foreign: if abroad.isEmpty { return .contradictoryPlace }
        case .regional, nil: break
        }
        let covered = regimes.reduce(into: Set<Jurisdiction>()) { $0.formUnion($1.countries) }
        return home.countries.isSubset(of: covered) ? nil : .regimeMissing
    }

    /// A provider that is not named, or may not have what is in the request.
    private func absence(
        of destination: TransferDestination, _ payload: TransferPayload, _ day: CalendarDay
    ) -> TransferRefusal? {
        guard let provider = destination.provider else { return .providerMissing }
        return provider.limit(on: payload, day)
    }

    /// Asks every law of the home.
    private func papers(
        of destination: TransferDestination, to abroad: Set<Jurisdiction>, _ payload: TransferPayload,
        _ day: CalendarDay
    ) -> TransferJudgement {
        let transfer = destination.provider?.transfer ?? ProviderRecord.Transfer()
        var mechanism = TransferMechanism.none
        var version: String?
        for regime in regimes {
            let outside = abroad.filter { !(groups[$0] ?? [$0]).isSubset(of: regime.countries) }
            // Between its own countries a law sees no transfer.
            guard !outside.isEmpty else { continue }
            let list = regime.list(on: day)
            version = list?.version ?? version
            let refusal =
                regime.refusal(of: transfer, payload, on: day)
                ?? (transfer.mechanism == .adequacy ? doubt(about: list, outside) : nil)
            if let refusal {
                return TransferJudgement(outcome: .refused(refusal), isAbroad: true, listVersion: list?.version)
            }
            mechanism = transfer.mechanism ?? mechanism
        }
        return TransferJudgement(outcome: .allowed(mechanism), isAbroad: true, listVersion: version)
    }

    private func doubt(about list: AdequacyList?, _ places: Set<Jurisdiction>) -> TransferRefusal? {
        guard let list, !list.countries.isEmpty else { return .listMissing }
        guard places.allSatisfy({ (groups[$0] ?? [$0]).isSubset(of: list.countries) }) else {
            return .countryUnlisted
        }
        return accepted.contains(list.status) ? nil : .listUnaccepted
    }
}

extension Regime {
    /// Why a transfer does not meet this law on a day; the countries on its list aside.
    fileprivate func refusal(
        of transfer: ProviderRecord.Transfer, _ payload: TransferPayload, on day: CalendarDay
    ) -> TransferRefusal? {
        if let list = list(on: day), list.hasExpired(on: day) { return .listExpired }
        guard let mechanism = transfer.mechanism else { return .mechanismMissing }
        guard var needs = mechanisms[mechanism] else { return .mechanismUnknown }
        if payload.categories.contains(where: { sensitive[$0] == .permit }) { needs.insert(.permit) }
        for need in TransferRequirement.allCases where needs.contains(need) {
            if let refusal = transfer.refusal(of: need, on: day) { return refusal }
        }
        return nil
    }
}
