// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import TextNormalization

/// Searches what a text says in other readings: encoded runs decoded, numbers in words as digits, digits with anything
/// between them as one number, cells of a table behind the heads of their columns, words apart that underscores join.
///
/// Each reading is a derived text over the same original bytes. A finding counts where it touches something that was read
/// in another way, or beside something that was decoded, and its span is that of the original: a token replaces the whole
/// encoded run, or exactly the words. All readings together are at most a few times as long as the text, so that no limit can hide a value.
struct ViewSearch {
    /// Searches one text with all detectors, or with those that read numbers.
    let search: (AnalyzedText, _ numbersAlone: Bool) throws(DetectorError) -> [Detection]
    /// Whether a detection reaches the threshold of its type.
    let isEnough: (Detection) -> Bool
    /// Whether a finding settles what its stretch is; one that yields to all others does not.
    let settles: (Detection) -> Bool
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
        var plainTexts = [text]
        if let (revealed, hidden) = text.spellingOutHiddenText() {
            let areas = hidden.map { ViewArea(span: $0, kind: .hidden) }
            try report(View(text: revealed, areas: areas), to: &found)
            plainTexts.append(revealed)
        }
        for reading in plainTexts {
            if let view = try decode(reading, beside: plain, to: &found) {
                try regroup(view.text, beside: plain, to: &found)
            }
            try regroup(reading, beside: plain, to: &found)
        }
        let readings = [
            tables(in: text.folded), BrokenWordRuns.runs(in: text.folded), ScientificRuns.runs(in: text.folded),
            JoinedWordRuns.runs(in: text.folded),
        ]
        for runs in readings {
            if let view = view(of: text, runs: runs) { try report(view, to: &found) }
        }
        return found
    }

    /// Searches the text with its encoded runs decoded, and once more decoded, and with its words for digits read; the last
    /// of these texts, or `nil` if there is none.
    private func decode(
        _ text: AnalyzedText, beside plain: [Detection], to found: inout [Detection]
    ) throws(DetectorError) -> View? {
        var view: View?
        for _ in 0..<Self.maximumDepth {
            let text = view?.text ?? text
            var runs = EncodedRuns.runs(in: text.folded)
            guard !runs.isEmpty else { break }
            let covered = CoveredText((plain + found).filter(settles), in: text)
            runs.removeAll { covered.contains($0.area) }
            guard let decoded = self.view(of: text, runs: runs, after: view) else { break }
            try report(decoded, to: &found)
            view = decoded
        }
        let spoken = spoken(in: view?.text.folded ?? text.folded)
        if let read = self.view(of: view?.text ?? text, runs: spoken, after: view) {
            try report(read, to: &found)
            view = read
        }
        return view
    }

    /// Searches the numbers of a text that stand in unusual groups: with usual separators, then without any.
    private func regroup(
        _ text: AnalyzedText, beside plain: [Detection], to found: inout [Detection]
    ) throws(DetectorError) {
        var open = SeparatedNumber.numbers(in: text.folded)
        for reading in SeparatedNumber.Reading.allCases where !open.isEmpty {
            // A form alone, with nothing that speaks for it, does not settle what a number is.
            let covered = CoveredText(
                (plain + found).filter { $0.strength > .lexical && settles($0) }, in: text)
            open.removeAll { covered.contains(all: $0.groups) }
            guard let view = view(of: text, runs: open.compactMap { $0.run(reading) }) else { continue }
            try report(view, to: &found)
        }
    }

    /// What stands in tables, each value behind what says what it is.
    private func tables(in text: [UInt8]) -> [ViewRun] {
        TabularRuns.runs(in: text) + InsertRuns.runs(in: text) + JSONRowRuns.runs(in: text)
    }

    /// What is told in words.
    private func spoken(in text: [UInt8]) -> [ViewRun] { SpokenRuns.runs(in: text) + SpokenDates.runs(in: text) }

    private func view(of text: AnalyzedText, runs: [ViewRun], after earlier: View? = nil) -> View? {
        let runs = ViewRun.ordered(runs)
        guard !runs.isEmpty, let derived = ViewWindow.derived(from: text, runs: runs) else { return nil }
        let areas = runs.map { ViewArea(span: text.originalSpan(of: ByteSpan($0.area)), kind: $0.kind) }
        return View(text: derived, areas: areas + (earlier?.areas ?? []))
    }

    private func report(_ view: View, to found: inout [Detection]) throws(DetectorError) {
        let areas = ViewArea.merged(view.areas)
        let encoding = areas.first { $0.kind.isEncoding }?.kind
        let isRegrouped = areas.allSatisfy { $0.kind == .separators || $0.kind == .joinedDigits }
        for detection in try search(view.text, isRegrouped) {
            let touched = ViewArea.first(of: areas, overlapping: detection.span)?.kind
            guard let kind = touched ?? encoding else { continue }
            let weighed = weighed(detection, by: kind)
            if isEnough(weighed) { found.append(weighed) }
        }
    }

    private func weighed(_ detection: Detection, by kind: ViewKind) -> Detection {
        let trace = explains ? [EvidenceTerm(name: kind.name, logOdds: kind.cost)] : []
        return Detection(
            type: detection.type, span: detection.span, score: LogOdds.shifted(detection.score, by: kind.cost),
            strength: detection.strength, detector: detection.detector, subject: detection.subject,
            trace: detection.trace + trace, absorbed: detection.absorbed)
    }
}
