// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit
import Telemetry

/// An audit log whose writes are timed, and whose failures are counted wherever they happen.
package struct MeasuredAudit: AuditRecording {
    private let audit: any AuditRecording
    private let metrics: AuditMetrics

    init(_ audit: any AuditRecording, _ metrics: AuditMetrics) {
        self.audit = audit
        self.metrics = metrics
    }

    package func record(_ event: AuditEvent, holdingThread: Bool) async throws(AuditError) -> AuditReceipt {
        let started = ContinuousClock.now
        do throws(AuditError) {
            let receipt = try await audit.record(event, holdingThread: holdingThread)
            metrics.writeSeries.observe(.now - started)
            metrics.heightSeries.raise(to: Double(receipt.sequence))
            return receipt
        } catch {
            metrics.failureSeries.add()
            throw error
        }
    }
}
