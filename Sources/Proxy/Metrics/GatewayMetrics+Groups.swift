// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Telemetry

/// What became of each look at data, and whether a look that fails stops what it looks at.
package struct CheckMetrics: MetricGroup {
    private let family = Metric(
        .counter, "zavesa_guard_checks_total", "Looks at requests and answers, by what came of them.",
        labels: ["phase", "action", "mode"])
    /// The search of a request: nothing to do, something replaced, the whole refused.
    let allowed, masked, rejected: Metric.Series
    /// The last check before sending.
    let egressAllowed, egressRejected: Metric.Series
    /// The search of an answer that policy may withhold.
    let answerAllowed, answerRejected: Metric.Series
    /// The search of an answer that is only counted: it passes also where the search failed.
    let answerCounted, answerFailedOpen: Metric.Series

    init() {
        allowed = family.series("request", "allow", "fail_closed")
        masked = family.series("request", "mask", "fail_closed")
        rejected = family.series("request", "reject", "fail_closed")
        egressAllowed = family.series("egress", "allow", "fail_closed")
        egressRejected = family.series("egress", "reject", "fail_closed")
        answerAllowed = family.series("answer", "allow", "fail_closed")
        answerRejected = family.series("answer", "reject", "fail_closed")
        answerCounted = family.series("answer", "allow", "fail_open")
        answerFailedOpen = family.series("answer", "fail_open", "fail_open")
    }

    package var families: [any MetricSource] { [family] }
}

/// What restoring does to a stream.
package struct StreamMetrics: MetricGroup {
    /// Bytes that wait for the rest of a token, after each piece.
    let holdback = Histogram(
        "zavesa_stream_holdback_bytes", "Bytes held back after a piece of a stream.",
        edges: [0, 8, 16, 24, 32, 48, 64, 96, 192, 384], unit: .bytes)
    /// Of the time to the first piece, that in which no upstream was waited for.
    let addedTime = Histogram(
        "zavesa_stream_added_ttft_seconds", "Time to the first piece of a stream that is our own.", edges: Edges.fine)
    let holdbackSeries, addedTimeSeries: Histogram.Series

    init() {
        holdbackSeries = holdback.series()
        addedTimeSeries = addedTime.series()
    }

    package var families: [any MetricSource] { [holdback, addedTime] }
}

/// The store of values.
package struct VaultMetrics: MetricGroup {
    /// Set by whoever counts them: counting takes longer than a look at the page should.
    package let entries = Metric(.gauge, "zavesa_vault_entries", "Values the vault keeps.")
    package let operations = Histogram(
        "zavesa_vault_ops_seconds", "Time of an operation of the vault.", labels: ["operation", "error_type"],
        edges: Edges.fine)
    /// `expired`, `subject` or `scope`.
    package let erasures = Metric(
        .counter, "zavesa_vault_erasures_total", "Values erased, by why.", labels: ["reason"])
    let sealed = Metric(
        .gauge, "zavesa_vault_sealed", "1 while the vault is closed because something lies where it must not.")

    package var families: [any MetricSource] { [entries, operations, erasures, sealed] }
}

/// The audit log.
package struct AuditMetrics: MetricGroup {
    private let height = Metric(.gauge, "zavesa_audit_chain_height", "Number of the newest record in the log.")
    private let failures = Metric(
        .counter, "zavesa_audit_write_failures_total", "Events that could not be made durable.")
    private let writes = Histogram(
        "zavesa_audit_write_seconds", "From an event to its durable record.", edges: Edges.fine)
    package let heightSeries, failureSeries: Metric.Series
    let writeSeries: Histogram.Series

    init() {
        heightSeries = height.series()
        failureSeries = failures.series()
        writeSeries = writes.series()
    }

    package var families: [any MetricSource] { [height, failures, writes] }
}

/// Which settings are in force.
package struct ConfigurationMetrics: MetricGroup {
    /// 1 after the start, and one more with each change that was taken over.
    package let generation = Metric(.gauge, "zavesa_config_generation", "How many settings were in force so far.")
    /// `taken` or `refused`.
    package let reloads = Metric(
        .counter, "zavesa_config_reloads_total", "Times that settings and dictionaries were read again.",
        labels: ["result"])
    package let reloadFailures = Metric(
        .counter, "zavesa_config_reload_failures_total", "Changed settings that were not taken over.")

    init() { generation.set(1) }

    package var families: [any MetricSource] { [generation, reloads, reloadFailures] }
}

/// What goes to a collector.
package struct ExportMetrics: MetricGroup {
    /// `signal` is `traces` or `metrics`, `result` one of `sent`, `refused` (by the collector) and `failed`.
    package let exports = Metric(
        .counter, "zavesa_telemetry_exports_total", "Exports to the collector.", labels: ["signal", "result"])
    package let droppedSpans = Metric(
        .counter, "zavesa_telemetry_spans_dropped_total", "Spans that were not exported.")

    package var families: [any MetricSource] { [exports, droppedSpans] }
}
