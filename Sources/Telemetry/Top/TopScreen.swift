// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What `zavesa top` shows of a page of metrics, as lines of text: a pure function of two pages and the time between.
package struct TopScreen: Sendable {
    private let page: MetricsPage
    /// The page before; `nil` at first, and then everything is counted since the start of the gateway.
    private let earlier: MetricsPage?
    /// Seconds between the two.
    private let seconds: Double
    /// Rows of a table.
    private let height: Int

    package init(_ page: MetricsPage, since earlier: MetricsPage?, seconds: Double, height: Int = 8) {
        self.page = page
        self.earlier = earlier
        self.seconds = seconds
        self.height = height
    }

    /// The lines, without colors and without control characters.
    package var lines: [String] {
        summary
            + table("FOUND", "zavesa_pii_entities_total", by: "type")
            + table("ROUTES BY COUNTRY", "zavesa_policy_decisions_total", by: "country")
            + table("REFUSALS", "zavesa_refusals_total", by: "code")
            + upstreams + budgets + phases
    }

    private var summary: [String] {
        let requests = page.sum("zavesa_requests_total")
        let refused = page.sum("zavesa_refusals_total")
        return [
            "requests    \(whole(requests))\(rate("zavesa_requests_total"))   "
                + "being answered \(whole(page.sum("zavesa_active_requests")))   refused \(whole(refused))",
            "answers     \(quantiles("gen_ai_server_request_duration"))",
            "first piece \(quantiles("gen_ai_server_time_to_first_token"))",
            "upstreams   \(quantiles("gen_ai_client_operation_duration"))",
            "vault       \(whole(page.sum("zavesa_vault_entries"))) values   "
                + "log record \(whole(page.sum("zavesa_audit_chain_height")))   "
                + "failed writes \(whole(page.sum("zavesa_audit_write_failures_total")))   "
                + "guard hits \(whole(page.sum("zavesa_pii_egress_guard_hits_total")))",
        ]
    }

    private func table(_ title: String, _ name: String, by label: String) -> [String] {
        let sums = page.sums(name, by: label).filter { $0.sum > 0 }
        guard !sums.isEmpty else { return [] }
        let rows = sums.prefix(height).map { value, sum in
            row(value, whole(sum) + rate(name, [label: value]))
        }
        let rest = sums.count - rows.count
        return ["", title] + rows + (rest > 0 ? ["  … \(rest) more"] : [])
    }

    private var upstreams: [String] {
        let rows = page.rows("zavesa_upstream_state")
        guard !rows.isEmpty else { return [] }
        return ["", "UPSTREAMS"]
            + rows.prefix(height).map { row in
                let state = row.value == 0 ? "healthy" : row.value == 1 ? "half-open" : "open"
                return self.row(row.labels["endpoint"] ?? "", state)
            }
    }

    private var budgets: [String] {
        let rows = page.rows("zavesa_budget_remaining").sorted { $0.value < $1.value }
        guard !rows.isEmpty else { return [] }
        return ["", "LEAST LEFT OF BUDGETS"]
            + rows.prefix(height).map { row($0.labels["scope"] ?? "", whole($0.value)) }
    }

    private var phases: [String] {
        let name = "zavesa_gateway_overhead_seconds"
        let phases = page.sums(name + "_count", by: "phase").filter { $0.sum > 0 }.map(\.value).sorted()
        guard !phases.isEmpty else { return [] }
        return ["", "OUR OWN TIME"] + phases.map { row($0, quantiles(name, ["phase": $0])) }
    }

    /// `, 1.5/s` where there is a page before.
    private func rate(_ name: String, _ labels: [String: String] = [:]) -> String {
        guard let earlier, seconds > 0 else { return "" }
        // A gateway that started anew counts from 0 again.
        let passed = max(0, page.sum(name, labels) - earlier.sum(name, labels))
        return "   \(decimal(passed / seconds))/s"
    }

    private func quantiles(_ name: String, _ labels: [String: String] = [:]) -> String {
        let full = name.hasSuffix("_seconds") || !page.rows(name + "_count").isEmpty ? name : name + "_seconds"
        let share = { (share: Double) in
            page.quantile(share, of: full, labels, since: earlier).map(time) ?? "–"
        }
        return "p50 \(share(0.5))   p99 \(share(0.99))"
    }

    private func row(_ name: String, _ text: String) -> String {
        let plain = String(name.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        return "  " + plain + String(repeating: " ", count: max(1, 30 - plain.count)) + text
    }

    private func whole(_ number: Double) -> String { String(Int(max(-1e15, min(1e15, number.rounded())))) }

    private func decimal(_ number: Double) -> String {
        let tenths = Int(min(1e12, number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func time(_ seconds: Double) -> String {
        switch seconds {
        case 1...: "\(decimal(seconds)) s"
        case 0.001...: "\(decimal(seconds * 1_000)) ms"
        default: "\(whole(seconds * 1_000_000)) µs"
        }
    }
}
