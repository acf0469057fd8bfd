// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// Everything this gateway counts, by the names that dashboards look for (OpenTelemetry GenAI where it has one).
///
/// Labels hold configured names, constants of code and entity types; never text of a request (P6). `docs/telemetry.md`
/// lists every family; a test compares the two.
package final class GatewayMetrics: Sendable {
    package let requests = Metric(
        .counter, "zavesa_requests_total", "Answers by endpoint and status.", labels: ["endpoint", "status"])
    package let active = Metric(.gauge, "zavesa_active_requests", "Requests being answered.")
    package let refusals = Metric(
        .counter, "zavesa_refusals_total", "Requests that ended in an error, by code.", labels: ["code"])
    package let direct = Histogram(
        "zavesa_direct_seconds", "Time of operations without a model.", labels: ["operation", "error_type"],
        edges: Edges.seconds)
    package let entities = Metric(
        .counter, "zavesa_pii_entities_total", "Findings in requests, by type, script, action and detector.",
        labels: ["type", "lang", "action", "detector"], limit: 4_096)
    package let produced = Metric(
        .counter, "zavesa_pii_produced_total", "Findings in what models wrote themselves, by type.", labels: ["type"])
    package let answerScanFailures = Metric(
        .counter, "zavesa_pii_answer_scan_failures_total", "Answers that could not be searched.")
    package let scannedBytes = Metric(
        .counter, "zavesa_pii_scan_bytes_total", "Bytes of requests searched.", unit: .bytes)
    package let rememberedBytes = Metric(
        .counter, "zavesa_pii_remembered_bytes_total",
        "Bytes of texts in requests that the caller sent before and that were not searched again.", unit: .bytes)
    package let guardHits = Metric(
        .counter, "zavesa_pii_egress_guard_hits_total", "Requests that the last check before sending stopped.")
    package let restored = Metric(
        .counter, "zavesa_restore_total", "Tokens in answers, by what became of them.", labels: ["result"])
    package let decisions = Metric(
        .counter, "zavesa_policy_decisions_total", "Policy decisions, by the rule that came last.",
        labels: ["rule", "sensitivity", "country", "outcome"], limit: 2_048)
    package let residencyDenied = Metric(
        .counter, "zavesa_residency_denied_total", "Requests for which no upstream was allowed.")
    package let fallbacks = Metric(
        .counter, "zavesa_fallbacks_total", "Requests sent on to a next upstream.", labels: ["from", "to", "reason"])
    package let overhead = OverheadMetrics()
    package let genAI = GenAIMetrics()
    package let checks = CheckMetrics()
    package let streams = StreamMetrics()
    package let vault = VaultMetrics()
    package let audit = AuditMetrics()
    package let routing = RoutingMetrics()
    package let configuration = ConfigurationMetrics()
    package let export = ExportMetrics()
    package let limits = LimitMetrics()
    package let shadow = ShadowMetrics()
    package let access = AccessMetrics()
    package let unmasking = UnmaskingMetrics()

    package init() {}

    /// Every family, in the order of the page.
    package var families: [any MetricSource] {
        let own: [any MetricSource] = [
            requests, active, refusals, direct, entities, produced, answerScanFailures, scannedBytes,
            rememberedBytes, guardHits, restored, decisions, residencyDenied, fallbacks,
        ]
        return own + groups.flatMap(\.families)
    }

    /// A part of the gateway that counts has its group here.
    private var groups: [any MetricGroup] {
        [
            genAI, overhead, checks, streams, vault, audit, routing, configuration, export, limits, shadow, access,
            unmasking,
        ]
    }

    /// The page, with units in the names of the conventions.
    package var text: String { text(.suffix) }

    /// The Prometheus text exposition, version 0.0.4.
    package func text(_ units: PrometheusUnits) -> String { PrometheusText.text(of: families, units: units) }
}

/// Upper edges of buckets that several families share.
enum Edges {
    /// 0.01·2ⁿ, the edges of the OpenTelemetry convention for durations of operations.
    static let seconds = (0..<14).map { 0.01 * Double(1 << $0) }
    /// What takes microseconds to milliseconds.
    static let fine = [
        0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5,
    ]
}
