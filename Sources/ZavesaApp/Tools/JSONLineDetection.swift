// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import Dispatch
import JSONText
import PrivacyCore
import Synchronization
import TextNormalization

/// `zavesa detect --jsonl`: lines `{"id","text"}` in, lines `{"id","spans"}` out, in the same order, on all cores.
///
/// Offsets are Unicode code points, half-open. The engine is the one that `serve` uses. What a line holds beside `id`
/// and `text` is ignored.
package struct JSONLineDetection: Sendable {
    /// Why lines were refused. Holds line numbers, never text of the data.
    package struct InputError: Error, Equatable, Sendable, CustomStringConvertible {
        /// 1-based.
        package let line: Int
        package let description: String
    }

    private let engine: DetectionEngine
    private let timings: DetectionTimings?

    /// `timings` is told how long each text took.
    package init(engine: DetectionEngine, timings: DetectionTimings? = nil) {
        self.engine = engine
        self.timings = timings
    }

    /// The output line of each input line, without line breaks. `firstLine` is the number of the first one, for errors.
    ///
    /// Throws for the first line that is not an object with an `id` and a `text`, or whose text hit a scan limit.
    package func detect(in lines: [[UInt8]], firstLine: Int) throws(InputError) -> [[UInt8]] {
        let results = Mutex([Result<[UInt8], InputError>?](repeating: nil, count: lines.count))
        DispatchQueue.concurrentPerform(iterations: lines.count) { index in
            let result = Result { () throws(InputError) in
                try row(for: lines[index], number: firstLine + index)
            }
            results.withLock { $0[index] = result }
        }
        var rows: [[UInt8]] = []
        for result in results.withLock({ $0 }) {
            if let result { rows.append(try result.get()) }
        }
        return rows
    }

    private func row(for line: [UInt8], number: Int) throws(InputError) -> [UInt8] {
        let (id, text) = try parts(of: line, number: number)
        let started = ContinuousClock.now
        guard let analyzed = AnalyzedText(utf8: text) else {
            throw InputError(line: number, description: "line \(number): the text is not UTF-8")
        }
        let detections: [Detection]
        do {
            detections = try engine.detect(in: analyzed)
        } catch {
            throw InputError(line: number, description: "line \(number): \(error.code.rawValue)")
        }
        timings?.add(.now - started, bytes: text.count)
        var row = Array(#"{"id":"#.utf8) + id + Array(#","spans":["#.utf8)
        var offsets = CodePointOffsets(of: text)
        for (index, detection) in detections.enumerated() {
            if index > 0 { row.append(UInt8(ascii: ",")) }
            let start = offsets.codePoints(before: detection.span.start)
            let end = offsets.codePoints(before: detection.span.end)
            let label = engine.catalog[detection.type]?.canonicalLabel ?? "OTHER"
            let type = detection.type.rawValue
            row += #"{"start":\#(start),"end":\#(end),"label":"\#(label)","type":"\#(type)","score":"#.utf8
            row += JSONDraft.probability(detection.score).bytes()
            row.append(UInt8(ascii: "}"))
        }
        return row + Array("]}".utf8)
    }

    /// The bytes of the `id` value as they were written, and the text.
    private func parts(of line: [UInt8], number: Int) throws(InputError) -> (id: [UInt8], text: [UInt8]) {
        do throws(JSONTextError) {
            let scan = try JSONScan(line)
            if scan.nodes.first?.kind == .object, let id = scan.member("id", of: 0), !scan.nodes[id].isContainer,
                let text = scan.member("text", of: 0), scan.nodes[text].kind == .string
            {
                return (Array(line[scan.nodes[id].literalRange]), scan.decoded(text).utf8)
            }
        } catch {
            throw InputError(line: number, description: "line \(number): not JSON (\(error.code.rawValue))")
        }
        throw InputError(line: number, description: "line \(number): expected an object with \"id\" and \"text\"")
    }
}
