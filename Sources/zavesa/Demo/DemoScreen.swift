// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import ZavesaApp

/// Shows the demo: each turn in two columns, the user's side and the model's.
struct DemoScreen {
    let isColored: Bool
    /// Columns of the whole screen.
    let width: Int

    func show(_ exchange: DemoExchange, number: Int, evidence: DemoEvidence?) {
        let asked = Highlighting(original: exchange.line.text, tokenized: exchange.left)
        let answered = Highlighting(original: exchange.got, tokenized: exchange.said)
        rule("\(number) · \(exchange.line.language)")
        columns("the user wrote", asked.original, "what left the building", asked.tokenized)
        columns("the user got", answered.original, "the model said", answered.tokenized)
        if let decision = evidence?.decision(of: exchange.request) { note("decision", decision) }
        if let trail = evidence?.trail(of: exchange.request) { note("evidence", trail) }
        print("")
    }

    func show(_ evidence: DemoEvidence) {
        rule("proof")
        let report = evidence.report
        note("audit log", "\(report.result) · \(report.treeSize) records · root \(report.root)")
        note("check it", "zavesa audit verify, or scripts/verify-audit.py, which shares no code with this program")
    }

    private func rule(_ title: String) {
        let line = String(repeating: "─", count: max(4, width - title.count - 6))
        print(StyledText("── \(title) \(line)", .title).rendered(isColored: isColored))
    }

    private func columns(_ left: String, _ leftText: StyledText, _ right: String, _ rightText: StyledText) {
        let column = (width - 3) / 2
        let rows = (
            StyledText(left, .quiet).lines(width: column) + leftText.lines(width: column),
            StyledText(right, .quiet).lines(width: column) + rightText.lines(width: column)
        )
        for index in 0..<max(rows.0.count, rows.1.count) {
            let first = index < rows.0.count ? rows.0[index] : StyledText([])
            let second = index < rows.1.count ? rows.1[index] : StyledText([])
            let text = first.line(width: column, isColored: isColored) + " │ " + second.rendered(isColored: isColored)
            print(text)
        }
        print("")
    }

    private func note(_ title: String, _ text: String) {
        for (index, line) in StyledText(text).lines(width: width - 12).enumerated() {
            let label = index == 0 ? title : ""
            print(StyledText(label, .quiet).line(width: 12, isColored: isColored) + line.rendered(isColored: isColored))
        }
    }
}
