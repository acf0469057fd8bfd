// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Makes detections that overlap into ones that do not, so that no character of any of them is left in clear.
///
/// Order of claim: a checksum that chance rarely passes, score, strength of the evidence, length, type, place. (A number
/// under its own label has a higher score than one of another type whose parts merely make sense.) What overlaps an
/// earlier claim
/// - and lies inside it, goes, but a secret makes the whole a secret;
/// - and covers it, gives the result its own type and span (an e-mail inside URL credentials), unless what it covers
///   is a secret, which then stays one;
/// - and sticks out of it, widens the claim: otherwise the rest would leave in clear.
///
/// What stays knows the types of what went.
///
/// Special categories steer the route and are passed by default: they never cover or widen anything, and stand only
/// where nothing else does. So do types that yield, such as organizations, before them; but a surname that little speaks for
/// as a person's is a part of the company's name that it stands in. Places yield to all of these: a town is a part of whatever it
/// stands in.
struct OverlapResolver {
    private let catalog: EntityCatalog
    private var claims: [Detection] = []

    /// The detections of one text, without overlaps, in text order.
    static func resolve(_ detections: [Detection], catalog: EntityCatalog) -> [Detection] {
        guard detections.count > 1 else { return detections }
        return clusters(of: detections).flatMap { cluster in
            guard cluster.count > 1 else { return cluster }
            var resolver = OverlapResolver(catalog: catalog)
            let ranked = cluster.sorted(by: precedes)
            for detection in ranked where !resolver.yields(detection) { resolver.claim(detection) }
            for detection in ranked where resolver.yieldsOnly(detection) { resolver.stand(detection) }
            for detection in ranked where resolver.isSpecial(detection) && !resolver.yieldsOnly(detection) {
                resolver.stand(detection)
            }
            for detection in ranked where resolver.isPlace(detection) { resolver.stand(detection) }
            return resolver.claims.sorted { $0.span < $1.span }
        }
    }

    /// The detections in text order, parted where nothing overlaps: the work is quadratic only within a part.
    private static func clusters(of detections: [Detection]) -> [[Detection]] {
        var clusters: [[Detection]] = []
        var end = 0
        for detection in detections.sorted(by: { $0.span < $1.span }) {
            if detection.span.start < end, !clusters.isEmpty {
                clusters[clusters.count - 1].append(detection)
            } else {
                clusters.append([detection])
            }
            end = max(end, detection.span.end)
        }
        return clusters
    }

    private init(catalog: EntityCatalog) {
        self.catalog = catalog
    }

    private mutating func claim(_ detection: Detection) {
        let overlapped = claims.filter { $0.span.overlaps(detection.span) }
        guard let first = overlapped.first else {
            claims.append(detection)
            return
        }
        if let outer = overlapped.first(where: { $0.span.contains(detection.span) }) {
            let isNewSecret = isSecret(detection) && !isSecret(outer)
            replace(
                outer,
                by: isNewSecret ? detection.spanning(outer.span).absorbing(outer) : outer.absorbing(detection))
            return
        }
        let covers = overlapped.allSatisfy { detection.span.contains($0.span) }
        let hidesSecret = overlapped.contains { isSecret($0) } && !isSecret(detection)
        let winner = covers && !hidesSecret ? detection : overlapped.first { isSecret($0) } ?? first
        claims.removeAll { $0.span.overlaps(detection.span) }
        let start = overlapped.reduce(detection.span.start) { min($0, $1.span.start) }
        let end = overlapped.reduce(detection.span.end) { max($0, $1.span.end) }
        // The widened claim cannot meet another one: claims do not overlap, and it is the hull of some of them.
        let widened = winner.spanning(ByteSpan(start, end))
        claims.append((overlapped + [detection]).reduce(widened) { $0.absorbing($1) })
    }

    private mutating func replace(_ claim: Detection, by detection: Detection) {
        claims.removeAll { $0.span == claim.span }
        claims.append(detection)
    }

    private mutating func stand(_ detection: Detection) {
        if yieldsOnly(detection) { claims = claims.filter { !isPart($0, of: detection) } }
        guard claims.contains(where: { $0.span.overlaps(detection.span) }) else { return claims.append(detection) }
        claims = claims.map { $0.span.overlaps(detection.span) ? $0.absorbing(detection) : $0 }
    }

    /// Whether a person is only the name of this, by three to one at least.
    private func isPart(_ claim: Detection, of detection: Detection) -> Bool {
        claim.type == .person && detection.span.contains(claim.span)
            && claim.strength < detection.strength
            && detection.odds >= 3 * claim.odds
    }

    private func isSecret(_ detection: Detection) -> Bool { catalog[detection.type]?.isSecret == true }

    private func yieldsOnly(_ detection: Detection) -> Bool {
        catalog[detection.type]?.yields == true && !isPlace(detection)
    }

    private func isPlace(_ detection: Detection) -> Bool {
        detection.type == .location && catalog[detection.type]?.yields == true
    }

    private func yields(_ detection: Detection) -> Bool {
        isSpecial(detection) || yieldsOnly(detection) || isPlace(detection)
    }

    private func isSpecial(_ detection: Detection) -> Bool { catalog[detection.type]?.isSpecialCategory == true }

    private static func precedes(_ left: Detection, _ right: Detection) -> Bool {
        let isValidated = (left.strength == .validated, right.strength == .validated)
        if isValidated.0 != isValidated.1 { return isValidated.0 }
        if left.score != right.score { return left.score > right.score }
        if left.strength != right.strength { return left.strength > right.strength }
        if left.span.count != right.span.count { return left.span.count > right.span.count }
        if left.type != right.type { return left.type < right.type }
        if left.span != right.span { return left.span < right.span }
        return left.detector.rawValue < right.detector.rawValue
    }
}

extension Detection {
    /// How much more likely it is right than wrong.
    fileprivate var odds: Double { score / max(1 - score, .ulpOfOne) }

    /// The same finding over another span.
    func spanning(_ span: ByteSpan) -> Detection {
        guard span != self.span else { return self }
        return copy(over: span, subject: subject, absorbed: absorbed)
    }

    /// The same finding in the place of another one, and of what that one had taken the place of.
    func absorbing(_ other: Detection) -> Detection {
        let all = absorbed.union(other.absorbed).union([other.type]).subtracting([type])
        return all == absorbed ? self : copy(over: span, subject: subject, absorbed: all)
    }

    /// The same finding with another subject, or none.
    func naming(_ subject: Sensitive<[UInt8]>?) -> Detection { copy(over: span, subject: subject, absorbed: absorbed) }

    private func copy(over span: ByteSpan, subject: Sensitive<[UInt8]>?, absorbed: Set<EntityType>) -> Detection {
        Detection(
            type: type, span: span, score: score, strength: strength, detector: detector, subject: subject,
            trace: trace, absorbed: absorbed)
    }
}
