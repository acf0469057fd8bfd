// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Everything this gateway counts, by the names that dashboards look for (OpenTelemetry GenAI where it has one).
///
/// Labels hold configured names, constants of code and entity types; never text of a request (P6).
package struct GatewayMetrics: Sendable {
    package let requests = Metric(
        .counter, "zavesa_requests_total", "Answers by endpoint and status.", labels: ["endpoint", "status"])
    package let active = Metric(.gauge, "zavesa_active_requests", "Requests being answered.")
    package let refusals = Metric(
        .counter, "zavesa_refusals_total", "Requests that ended in an error, by code.", labels: ["code"])
    package let requestDuration = Histogram(
        "gen_ai_server_request_duration_seconds", "From the end of the request to the end of the answer.",
        labels: ["gen_ai_operation_name", "gen_ai_provider_name", "error_type"], edges: Self.seconds)
    package let firstToken = Histogram(
        "gen_ai_server_time_to_first_token_seconds", "From the end of the request to the first piece of a stream.",
        labels: ["gen_ai_operation_name", "gen_ai_provider_name"], edges: Self.firstTokenSeconds)
    package let upstreamDuration = Histogram(
        "gen_ai_client_operation_time_to_first_chunk_seconds", "From sending to the upstream's first byte.",
        labels: ["gen_ai_operation_name", "gen_ai_provider_name", "error_type"], edges: Self.seconds)
    package let overhead = OverheadMetrics()
    package let entities = Metric(
        .counter, "zavesa_pii_entities_total", "Findings in requests, by type and action.", labels: ["type", "action"])
    package let produced = Metric(
        .counter, "zavesa_pii_produced_total", "Findings in what models wrote themselves, by type.", labels: ["type"])
    package let answerScanFailures = Metric(
        .counter, "zavesa_pii_answer_scan_failures_total", "Answers that could not be searched.")
    /// `taken` or `refused`.
    package let dictionaryReloads = Metric(
        .counter, "zavesa_dictionary_reloads_total", "Times that changed dictionaries were read again.",
        labels: ["result"])
    package let scannedBytes = Metric(.counter, "zavesa_pii_scan_bytes_total", "Bytes of requests searched.")
    package let guardHits = Metric(
        .counter, "zavesa_pii_egress_guard_hits_total", "Requests that the last check before sending stopped.")
    package let restored = Metric(
        .counter, "zavesa_restore_total", "Tokens in answers, by what became of them.", labels: ["result"])
    package let decisions = Metric(
        .counter, "zavesa_policy_decisions_total", "Policy decisions.",
        labels: ["input_class", "residual_class", "outcome"])
    package let residencyDenied = Metric(
        .counter, "zavesa_residency_denied_total", "Requests for which no upstream was allowed.")
    package let access = AccessMetrics()
    package let fallbacks = Metric(
        .counter, "zavesa_fallbacks_total", "Requests sent on to a next upstream.", labels: ["from", "to", "reason"])
    package let auditFailures = Metric(
        .counter, "zavesa_audit_write_failures_total", "Events that could not be made durable.")

    package init() {}

    /// The Prometheus text exposition, version 0.0.4.
    package var text: String {
        var text = ""
        for metric in [
            requests, active, refusals, entities, produced, answerScanFailures, dictionaryReloads, scannedBytes,
            guardHits, restored, decisions, residencyDenied, fallbacks, auditFailures,
        ] {
            metric.write(to: &text)
        }
        for family in access.families { family.write(to: &text) }
        for histogram in [requestDuration, firstToken, upstreamDuration, overhead.family] { histogram.write(to: &text) }
        return text
    }

    /// 0.01·2ⁿ, the edges of the OpenTelemetry convention.
    private static let seconds = (0..<14).map { 0.01 * Double(1 << $0) }
    private static let firstTokenSeconds = [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]
}

/// Where the gateway's own time goes, one series a step.
package struct OverheadMetrics: Sendable {
    let family: Histogram
    package let parse, detect, tokenize, inspect, record, restore: Histogram.Series

    init() {
        family = Histogram(
            "zavesa_gateway_overhead_seconds", "Time of our own, by phase.", labels: ["phase"], edges: Self.edges)
        parse = family.series("parse")
        detect = family.series("detect")
        tokenize = family.series("tokenize")
        inspect = family.series("guard")
        record = family.series("record")
        restore = family.series("restore")
    }

    private static let edges = [
        0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5,
    ]
}
