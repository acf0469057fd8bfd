// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// Searches what a text says in other readings: encoded runs decoded, numbers in words as digits, digits with anything
/// between them as one number.
///
/// Each reading is a derived text over the same original bytes. A finding counts only where it touches something that
/// was read in another way, and its span is that of the original: a token replaces the whole encoded run, or exactly the
/// words. All readings together are at most a few times as long as the text, so that no limit can hide a value.
struct ViewSearch {
    /// Searches one text with all detectors.
    let search: (AnalyzedText) throws(DetectorError) -> [Detection]
    /// Whether a detection reaches the threshold of its type.
    let isEnough: (Detection) -> Bool
    let explains: Bool

    /// How often encodings inside encodings are decoded.
    private static let maximumDepth = 2

    /// A derived text, and the stretches of the original that it reads in another way.
    private struct View {
        let text: AnalyzedText
        let areas: [ViewArea]
    }

    /// What the other readings of `text` hold beside what the plain one gave.
    func findings(in text: AnalyzedText, beside plain: [Detection]) throws(DetectorError) -> [Detection] {
        var found: [Detection] = []
        var readings = [text]
        if let (revealed, hidden) = text.spellingOutHiddenText() {
            let areas = hidden.map { ViewArea(span: $0, kind: .hidden) }
            try report(View(text: revealed, areas: areas), to: &found)
            readings.append(revealed)
        }
        for reading in readings {
            let known = plain + found
            if let view = decoded(reading, known: known) {
                try report(view, to: &found)
                try regroup(view.text, beside: plain, to: &found)
            }
            try regroup(reading, beside: plain, to: &found)
        }
        return found
    }

    /// The text with its encoded runs decoded and its words for digits read; `nil` if it has neither.
    private func decoded(_ text: AnalyzedText, known: [Detection]) -> View? {
        var text = text
        var areas: [ViewArea] = []
        for _ in 0..<Self.maximumDepth {
            let covered = CoveredText(known, in: text)
            let runs = EncodedRuns.runs(in: text.folded).filter { !covered.contains($0.area) }
            guard let view = view(of: text, runs: runs) else { break }
            text = view.text
            areas += view.areas
        }
        if let view = view(of: text, runs: SpokenRuns.runs(in: text.folded)) {
            text = view.text
            areas += view.areas
        }
        return areas.isEmpty ? nil : View(text: text, areas: areas)
    }

    /// Searches the numbers of a text that stand in unusual groups: first with usual separators, then without any.
    private func regroup(
        _ text: AnalyzedText, beside plain: [Detection], to found: inout [Detection]
    ) throws(DetectorError) {
        let numbers = SeparatedNumber.numbers(in: text.folded)
        if numbers.isEmpty { return }
        let covered = CoveredText(plain + found, in: text)
        let open = numbers.filter { !covered.coversMost(of: $0.groups) }
        if let view = view(of: text, runs: open.compactMap(\.spaced)) { try report(view, to: &found) }
        let coveredNow = CoveredText(plain + found, in: text)
        let rest = open.filter { !coveredNow.coversMost(of: $0.groups) }
        if let view = view(of: text, runs: rest.compactMap(\.joined)) { try report(view, to: &found) }
    }

    private func view(of text: AnalyzedText, runs: [ViewRun]) -> View? {
        let runs = ViewRun.ordered(runs)
        guard !runs.isEmpty, let derived = ViewWindow.derived(from: text, runs: runs) else { return nil }
        let areas = runs.map { ViewArea(span: text.originalSpan(of: ByteSpan($0.area)), kind: $0.kind) }
        return View(text: derived, areas: areas)
    }

    private func report(_ view: View, to found: inout [Detection]) throws(DetectorError) {
        let areas = ViewArea.merged(view.areas)
        for detection in try search(view.text) {
            guard let area = ViewArea.first(of: areas, overlapping: detection.span),
                detection.strength >= area.kind.minimumStrength
            else { continue }
            let weighed = weighed(detection, by: area.kind)
            if isEnough(weighed) { found.append(weighed) }
        }
    }

    private func weighed(_ detection: Detection, by kind: ViewKind) -> Detection {
        let trace = explains ? [EvidenceTerm(name: kind.name, logOdds: kind.cost)] : []
        return Detection(
            type: detection.type, span: detection.span, score: LogOdds.shifted(detection.score, by: kind.cost),
            strength: detection.strength, detector: detection.detector, subject: detection.subject,
            trace: detection.trace + trace)
    }
}
