// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import PrivacyCore

/// An export as one page: no scripts, nothing loaded from anywhere, fit for printing.
enum HTMLRendering {
    static func render(_ document: ExportDocument) -> [UInt8] {
        var page = Page()
        page.add(head)
        addTitle(document, to: &page)
        addSummary(document, to: &page)
        addLimits(to: &page)
        addRows(document.rows, to: &page)
        page.add("</main>\n</body>\n</html>\n")
        return Array(page.text.utf8)
    }

    /// Nothing may be loaded or run; the one style sheet stands in the page.
    private static let head = """
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
        base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Zavesa audit export</title>
        <style>
        \(HTMLStyle.sheet)</style>
        </head>
        <body>
        <main>

        """

    private static func addTitle(_ document: ExportDocument, to page: inout Page) {
        let verification = document.verification
        let query = document.query
        page.add("<header>\n<p class=\"brand\">Zavesa</p>\n<h1>Audit export</h1>\n")
        let mark = verification.followsRules ? "good" : "bad"
        page.add("<p class=\"verdict \(mark)\">The log is \(Page.escape(verification.result)).")
        if let bad = verification.firstBad {
            page.add(" First bad record: \(Page.escape(bad.description)). Nothing after it is shown.")
        }
        page.add("</p>\n</header>\n")
        page.list([
            ("Period", "\(query.from?.description ?? "start of the log") to \(query.until?.description ?? "its end")"),
            ("Tenant", query.tenant?.rawValue ?? "all"),
            ("Generated", "\(query.generatedAt) by Zavesa \(query.generator)"),
            ("Log", verification.chain ?? "empty"),
            ("Tree size", String(verification.treeSize)),
            ("Merkle root", verification.root),
            ("Witness", VerificationReport.witnessStatement),
            ("Policies (SHA-256)", names(document.summary.policies)),
        ])
    }

    private static func addSummary(_ document: ExportDocument, to page: inout Page) {
        let summary = document.summary
        let verification = document.verification
        page.add("<h2>Summary</h2>\n")
        page.list([
            ("Requests let through", String(summary.requests)),
            ("Requests refused", String(summary.refusals)),
            ("Closing records", sums(summary.closings)),
            ("Crossed a border", summary.crossBorderRoutes > 0 ? "yes, \(summary.crossBorderRoutes)" : "no"),
            ("Sent once more, unmasked", String(summary.unmaskedRequests.count)),
            ("Values restored in answers", String(summary.restored)),
            ("Values withheld by rule", String(summary.withheld)),
            ("Orphans in the whole log", String(verification.orphans.count)),
            ("Open at its end", String(verification.openAtEnd.count)),
            ("Records out of order", String(verification.violations.count)),
        ])
        page.add("<div class=\"sums\">\n")
        page.sums("Refusals by reason", summary.refusalsByReason)
        page.sums("Values found, by type", summary.entities)
        page.sums("Values sent unmasked, by type", summary.unmasked)
        page.sums("Values produced by models, by type", summary.produced)
        page.sums("Routes by country", summary.routesByCountry)
        page.add("</div>\n")
    }

    private static func addLimits(to page: inout Page) {
        page.add("<section class=\"limits\">\n<h2>What this export does not show</h2>\n<ul>\n")
        for limit in ExportDocument.limits { page.add("<li>\(Page.escape(limit))</li>\n") }
        page.add("</ul>\n</section>\n")
    }

    /// The columns that a page has room for; JSON and CSV have all of them.
    private static let columns = [
        "seq", "ts", "code", "type", "outcome", "reason", "tenant", "class", "residual", "entities", "endpoint",
        "country", "is_crossborder", "unmasked", "restored", "eid", "corr",
    ]

    private static func addRows(_ rows: [ExportRow], to page: inout Page) {
        let shown = columns.compactMap { ExportRow.columns.firstIndex(of: $0) }
        page.add("<h2>Records</h2>\n")
        guard !rows.isEmpty else { return page.add("<p>None in this period.</p>\n") }
        page.add("<div class=\"rows\">\n<table>\n<thead>\n<tr>")
        for name in columns { page.add("<th scope=\"col\">\(name)</th>") }
        page.add("</tr>\n</thead>\n<tbody>\n")
        for row in rows {
            let cells = row.cells
            // The last letter of a code is its severity: I, W or E.
            page.add("<tr class=\"\(row.code.hasSuffix("I") ? "i" : row.code.hasSuffix("W") ? "w" : "e")\">")
            for index in shown { page.add("<td dir=\"auto\">\(Page.escape(cells[index]))</td>") }
            page.add("</tr>\n")
        }
        page.add("</tbody>\n</table>\n</div>\n")
    }

    private static func sums(_ counts: [String: Int]) -> String {
        counts.isEmpty ? "none" : ExportRow.list(counts)
    }

    private static func names(_ counts: [String: Int]) -> String {
        counts.isEmpty ? "none named" : counts.keys.sorted().joined(separator: " ")
    }
}

/// A page being written.
private struct Page {
    private(set) var text = ""

    mutating func add(_ markup: String) { text += markup }

    /// A list of names and values.
    mutating func list(_ pairs: [(String, String)]) {
        add("<dl>\n")
        for (name, value) in pairs {
            add("<dt>\(Self.escape(name))</dt><dd dir=\"auto\">\(Self.escape(value))</dd>\n")
        }
        add("</dl>\n")
    }

    /// A small table of counts, the largest first.
    mutating func sums(_ title: String, _ counts: [String: Int]) {
        add("<table>\n<caption>\(Self.escape(title))</caption>\n")
        for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            add("<tr><td dir=\"auto\">\(Self.escape(name))</td><td class=\"n\">\(count)</td></tr>\n")
        }
        if counts.isEmpty { add("<tr><td>none</td></tr>\n") }
        add("</table>\n")
    }

    /// Text that stands for itself in content and in quoted attributes.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
