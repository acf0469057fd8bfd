// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore
import Pseudonymization

/// One text that arrives in pieces.
enum RestorerFuzzing {
    private static let limits = JSONLimits(refusesDuplicateKeys: false)

    static func promise(brokenBy input: FuzzInput) -> String? {
        let source: StreamingRestorer.Source =
            switch input.choice % 3 {
            case 0: .text
            case 1: .json
            default: .identifier
            }
        let whole = restore([input.payload], source)
        for pieces in input.splits {
            let restored = restore(pieces, source)
            if restored.step != whole.step { return "what is restored depends on the split" }
            if restored.mostHeld > TokenGrammar.maxHold { return "more is held than may be" }
        }
        if whole.step.counts.restored == 0, whole.step.output != input.payload {
            return "a text without tokens changed"
        }
        return source == .json ? jsonPromise(input.payload, whole.step.output) : nil
    }

    /// JSON stays JSON, with as many values.
    private static func jsonPromise(_ text: [UInt8], _ restored: [UInt8]) -> String? {
        guard let scan = try? JSONScan(text, limits: limits) else { return nil }
        guard let after = try? JSONScan(restored, limits: limits) else { return "JSON is no longer JSON" }
        return after.nodes.map(\.kind) == scan.nodes.map(\.kind) ? nil : "JSON has other values"
    }

    private static func restore(
        _ pieces: [[UInt8]], _ source: StreamingRestorer.Source
    ) -> (step: StreamingRestorer.Step, mostHeld: Int) {
        var restorer = StreamingRestorer(
            view: FuzzTokens.shared.view, rules: RestoreRules(urlHosts: ["ok.example"]), source: source)
        var (step, mostHeld) = (StreamingRestorer.Step(), 0)
        for piece in pieces {
            step += restorer.consume(piece)
            mostHeld = max(mostHeld, restorer.heldCount)
        }
        step += restorer.finish()
        return (step, restorer.heldCount == 0 ? mostHeld : .max)
    }
}
