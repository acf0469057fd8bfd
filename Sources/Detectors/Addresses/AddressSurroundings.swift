// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Weighs a chain of components with the words before it and the field it stands in.
struct AddressSurroundings {
    let tokens: [AddressToken]
    let fieldHoldsAddress: Bool

    /// How many bytes the numbers of a house and a flat have at least.
    private static let shortestHouseAndFlat = 4

    /// How many tokens before an address can speak for it.
    private static let reach = 7

    /// The evidence for a chain; `nil` if it is no address.
    func score(_ chain: AddressChain, explains: Bool) -> AddressScore? {
        let start = chain.tokens.lowerBound
        let isLabelled = fieldHoldsAddress || hasLabel(before: start)
        let isOnStreet = isOnStreet(chain)
        guard isOnStreet || chain.leadsToADoor(isLabelled: isLabelled) else { return nil }
        var evidence = EvidenceSum("address prior", prior: AddressWeights.prior, explains: explains)
        var counted: [AddressComponent.Kind] = []
        for component in chain.components {
            // A second component of a kind says little more.
            let isRepeat = counted.contains(component.kind)
            evidence.add(component.name, isRepeat ? component.weight / 4 : component.weight)
            counted.append(component.kind)
        }
        if fieldHoldsAddress {
            evidence.add("field of addresses", AddressWeights.field)
        } else if isLabelled {
            evidence.add("word before", AddressWeights.label)
            if isSaid(start)
                || (max(0, start - 6)..<start).contains(where: {
                    tokens[$0].has(.label) && $0 + tokens[$0].length >= start - 2
                })
            {
                evidence.add("word right before", AddressWeights.labelAdjacent)
            }
        } else if let before = before(start), tokens[before].has(.locative) {
            evidence.add("preposition before", AddressWeights.locative)
            if isOnStreet { evidence.add("usual name of a street", AddressWeights.onStreet) }
        }
        if chain.has(.bareStreet), chain.has(.town) || chain.has(.postcode) && chain.has(.place, .region) {
            evidence.add("town beside", AddressWeights.bareWithTown)
        } else if chain.has(.bareStreet), chain.has(.place), chain.components.contains(where: hasHouseAndFlat) {
            evidence.add("house and flat beside a place", AddressWeights.flatWithPlace)
        } else if chain.has(.place), chain.components.contains(where: { $0.kind == .bareStreet && $0.isNamed }) {
            evidence.add("name of a street beside a place", AddressWeights.nameWithPlace)
        }
        if chain.has(.street), !chain.hasHouse, chain.has(.place, .town, .bareTown),
            chain.components.contains(where: { $0.kind == .postcode && $0.weight >= AddressWeights.postcodeFormed })
        {
            evidence.add("street with its postcode", AddressWeights.streetWithPostcode)
        }
        if fillsLines(chain.tokens) { evidence.add("whole lines", AddressWeights.wholeLine) }
        guard evidence.logOdds >= AddressScore.floor else { return nil }
        let isStructural = chain.has(.street) && chain.hasHouse
        return AddressScore(
            evidence: evidence, strength: isStructural ? .structural : isLabelled ? .contextual : .lexical)
    }

    /// «Дубнинская 12-5»: a name with two numbers that are more than a score in a game, "Spartak 2-1".
    private func hasHouseAndFlat(_ component: AddressComponent) -> Bool {
        guard component.kind == .bareStreet else { return false }
        let number = tokens[component.tokens.upperBound - 1]
        return number.form.contains(.joined) && number.end - number.start >= Self.shortestHouseAndFlat
    }

    /// «на Ленина 45»: a name that streets often have, with a house, behind a preposition of Russian.
    private func isOnStreet(_ chain: AddressChain) -> Bool {
        guard let street = chain.components.first, street.kind == .bareStreet, street.isNamed,
            let word = before(street.tokens.lowerBound), tokens[word].has(.locative), tokens[word].letters == 2
        else { return false }
        return tokens[street.tokens].contains { $0.has(.streetName) }
    }

    /// Whether the words before end in "is" or a colon.
    private func isSaid(_ start: Int) -> Bool {
        start > 0 && (tokens[start - 1].has(.copula) || tokens[start - 1].isMark(UInt8(ascii: ":")))
    }

    private func before(_ start: Int) -> Int? {
        guard start > 0, tokens[start].newlines == 0, tokens[start - 1].kind == .word else { return nil }
        return start - 1
    }

    /// Whether a word shortly before says that an address follows, and none that it is of another kind.
    private func hasLabel(before start: Int) -> Bool {
        var index = start - 1
        var newlines = tokens[start].newlines
        while index >= 0, start - index <= Self.reach, newlines <= 1 {
            let token = tokens[index]
            if token.kind == .mark, [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(token.mark),
                index == 0 || tokens[index - 1].letters > 4
            {
                // The question before may have asked for it: "What's the address?"
                return token.mark != UInt8(ascii: "?") ? false : asks(before: index)
            }
            if token.has(.label) { return !isExcepted(index) }
            newlines += token.newlines
            index -= 1
        }
        return false
    }

    private func asks(before mark: Int) -> Bool {
        (max(0, mark - 6)..<mark).contains { tokens[$0].has(.label) && !isExcepted($0) }
    }

    /// "e-mail address", "address of the server".
    private func isExcepted(_ label: Int) -> Bool {
        let near = max(0, label - 2)..<min(tokens.count, label + tokens[label].length + 1)
        return near.contains { tokens[$0].has(.labelExcept) }
    }

    private func fillsLines(_ range: Range<Int>) -> Bool {
        let isStart = range.lowerBound == 0 || tokens[range.lowerBound].newlines > 0
        let isEnd = range.upperBound == tokens.count || tokens[range.upperBound].newlines > 0
        return isStart && isEnd
    }
}
