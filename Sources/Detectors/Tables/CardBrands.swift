// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// Issuer ranges and number lengths of payment cards (`dictionaries/tables/card_brands.yaml`).
package struct CardBrands: Sendable {
    private struct Brand: Sendable {
        let name: String
        let prefixes: [ClosedRange<Int>]
        let prefixLength: Int
        let lengths: Set<Int>
    }

    private let brands: [Brand]

    package init(_ document: YAMLNode) throws(DocumentError) {
        var brands: [Brand] = []
        for node in try document.mapping(keys: ["source", "brands"]).required("brands").elements() {
            brands += try Self.brands(node)
        }
        self.brands = brands
    }

    /// The brand whose range and length the digits have; the longest range wins, as with issuers inside another's.
    package func brand(of digits: [UInt8]) -> String? {
        guard digits.allSatisfy(\.isASCIIDigit) else { return nil }
        var best: Brand?
        for brand in brands where brand.lengths.contains(digits.count) && digits.count >= brand.prefixLength {
            let prefix = digits.prefix(brand.prefixLength).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            guard brand.prefixes.contains(where: { $0.contains(prefix) }) else { continue }
            if brand.prefixLength > best?.prefixLength ?? 0 { best = brand }
        }
        return best?.name
    }

    /// One entry of the document, as one brand for each length of its prefixes.
    private static func brands(_ node: YAMLNode) throws(DocumentError) -> [Brand] {
        let keys = try node.mapping(keys: ["name", "prefixes", "lengths"])
        let name = try keys.required("name").string()
        var lengths: Set<Int> = []
        for length in try keys.required("lengths").elements() { lengths.insert(try length.integer()) }
        var byLength: [Int: [ClosedRange<Int>]] = [:]
        for prefix in try keys.required("prefixes").elements() {
            let bounds = try prefix.string().split(separator: "-")
            guard let first = bounds.first, let last = bounds.last, bounds.count <= 2, first.count == last.count,
                let lower = Int(first), let upper = Int(last), lower <= upper
            else { throw prefix.error(.invalidValue, "a prefix is digits, or a range such as 2221-2720") }
            byLength[first.count, default: []].append(lower...upper)
        }
        return byLength.sorted { $0.key < $1.key }.map {
            Brand(name: name, prefixes: $0.value, prefixLength: $0.key, lengths: lengths)
        }
    }
}
