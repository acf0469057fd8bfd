// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import PrivacyCore
import Providers
import Telemetry
import TextNormalization

/// What a model says in a stream, collected by lane and searched for personal data of its own making.
///
/// A lane is searched in portions of up to 32 KiB, cut at a space, so that nothing is kept for longer and each search
/// is short.
struct ProducedText {
    private let engine: DetectionEngine
    private let scans: ScanExecutor
    /// Our own substitutes, which a model may repeat.
    private let substitutes: Set<[UInt8]>
    /// Where the time of each search is counted.
    private let time: Histogram.Series
    private var lanes: [Lane: [UInt8]] = [:]
    private var counts: [EntityType: Int] = [:]

    init(engine: DetectionEngine, substitutes: Set<[UInt8]>, scans: ScanExecutor, time: Histogram.Series) {
        self.engine = engine
        self.substitutes = substitutes
        self.scans = scans
        self.time = time
    }

    mutating func append(_ pieces: [(lane: Lane, text: [UInt8])]) async throws(GatewayError) {
        // Nothing is kept, and nobody woken, to look for nothing.
        guard !engine.findsNothing else { return }
        for (lane, text) in pieces {
            lanes[lane, default: []] += text
            guard let held = lanes[lane], held.count > ScanExecutor.smallLimit else { continue }
            let end = Self.cut(held)
            lanes[lane] = Array(held[end...])
            try await search(Array(held[..<end]))
        }
    }

    /// At the last space, if there is one behind the first byte: a text without any must not be kept.
    private static func cut(_ text: [UInt8]) -> Int {
        text.dropFirst().lastIndex(of: UInt8(ascii: " ")) ?? text.endIndex
    }

    /// Searches the rest; what was found in all, by type.
    mutating func finish() async throws(GatewayError) -> [EntityType: Int] {
        for text in lanes.values { try await search(text) }
        lanes = [:]
        return counts
    }

    private mutating func search(_ text: [UInt8]) async throws(GatewayError) {
        let (engine, substitutes, time) = (engine, substitutes, time)
        let found = try await scans.run(bytes: text.count) { () throws(GatewayError) in
            let started = ContinuousClock.now
            defer { time.observe(.now - started) }
            return try engine.produced(in: text, besides: substitutes)
        }
        counts.merge(found, uniquingKeysWith: +)
    }
}

extension DetectionEngine {
    /// What a model wrote by itself in these texts, by type: not what stood in the request in the place of values.
    func produced(in slots: [TextSlot], besides substitutes: Set<[UInt8]>) throws(GatewayError) -> [EntityType: Int] {
        var counts: [EntityType: Int] = [:]
        for slot in slots where !findsNothing {
            counts.merge(try produced(in: slot.text.utf8, besides: substitutes), uniquingKeysWith: +)
        }
        return counts
    }

    /// Tokens are blanked first: they are ours, not the model's.
    fileprivate func produced(
        in text: [UInt8], besides substitutes: Set<[UInt8]>
    ) throws(GatewayError) -> [EntityType: Int] {
        // A cut may stand within a character only where a stream was malformed; what is no text says nothing.
        guard let analyzed = AnalyzedText(utf8: TokenBlanking.blank(text)) else { return [:] }
        do throws(DetectorError) {
            let found = try detect(in: analyzed)
            // Only what lies in a repeat of a substitute is ours: a year that was one may be part of another date.
            let own = found.isEmpty ? [] : substitutes.flatMap { Self.places(of: $0, in: text) }
            return found.reduce(into: [:]) { counts, finding in
                let range = finding.span.range
                let isOurs = own.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
                if !isOurs { counts[finding.type, default: 0] += 1 }
            }
        } catch {
            throw GatewayError(error)
        }
    }
    private static func places(of part: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var rest = text[...]
        while let found = rest.firstRange(of: part) {
            places.append(found)
            rest = rest[found.upperBound...]
        }
        return places
    }
}
