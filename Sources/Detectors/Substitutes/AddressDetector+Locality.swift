// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

extension AddressDetector {
    /// The town that an address names, else the place or region; folded. `nil` where none of its parts says that it is one:
    /// a street taken for a town would tell what was to be hidden.
    func locality(of address: [UInt8]) -> [UInt8]? {
        let folded = AnalyzedText.fold(address)
        let tokens = AddressTokenizer.tokens(of: folded, in: 0..<folded.count, vocabulary)
        let reader = AddressReader(tokens: tokens, vocabulary: vocabulary)
        var found: [Locality: Range<Int>] = [:]
        var index = 0
        while index < tokens.count {
            guard let component = reader.component(at: index) else {
                index += 1
                continue
            }
            if let kind = Locality(component, tokens), found[kind] == nil { found[kind] = component.tokens }
            index = max(index + 1, component.tokens.upperBound)
        }
        let best = Locality.allCases.lazy.compactMap { found[$0] }.first
        guard let best, let first = tokens[best].first, let last = tokens[best].last else { return nil }
        return Array(folded[first.start..<last.end])
    }
}

/// What an address may be reduced to, the narrowest first.
private enum Locality: CaseIterable {
    case town, place, region

    init?(_ component: AddressComponent, _ tokens: [AddressToken]) {
        switch component.kind {
        case .town: self = .town
        case .region, .state: self = .region
        // Capitalised words are a place only where the lists know them.
        case .place where Self.isListed(component, tokens): self = .place
        default: return nil
        }
    }

    private static func isListed(_ component: AddressComponent, _ tokens: [AddressToken]) -> Bool {
        guard let first = tokens[component.tokens].first else { return false }
        return first.has(.place) && component.tokens.count <= first.length
    }
}

extension DetectionEngine {
    /// The town or region that an address names; `nil` where it cannot be told.
    package func locality(of address: [UInt8]) -> [UInt8]? { addresses?.locality(of: address) }
}
