// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Crypto

extension AuditLog {
    /// Opens the log in a folder, or begins one, and records that as `AUD001I`.
    ///
    /// The newest segment is verified whole, with its link to the one before; `AuditVerifier` verifies all of them.
    /// `key` is any secret of at least 128 bits that is not a key of the vault: references are made with a key derived
    /// from it. Throws `corrupt` when another process holds the log or the newest segment does not verify, `tripwire`
    /// when a field of `node` is outside its grammar, and `unavailable` when the folder cannot be written.
    package static func open(
        directory: String, catalogue: EventCatalogue, key: SymmetricKey, node: AuditNode, options: Options = Options()
    ) async throws(AuditError) -> AuditLog {
        let sink = try SegmentFileSink(directory: directory, rotation: options.rotation)
        let tail = try LogTail.read(directory: directory, catalogue: catalogue)
        if let began = tail?.segmentBegan { sink.segmentBegan(on: began) }
        let log = AuditLog(
            sink: sink, encoder: try encoder(catalogue, key, node), head: tail?.head ?? .fresh(at: options.clock()),
            options: options)
        try await log.recordOpening(segment: sink.currentSegment, tornBytes: sink.tornBytes)
        return log
    }

    /// Begins a new log in a sink of another kind.
    package static func begin(
        in sink: any AuditSink, catalogue: EventCatalogue, key: SymmetricKey, node: AuditNode,
        options: Options = Options()
    ) async throws(AuditError) -> AuditLog {
        let log = AuditLog(
            sink: sink, encoder: try encoder(catalogue, key, node), head: .fresh(at: options.clock()),
            options: options)
        try await log.recordOpening(segment: 1, tornBytes: 0)
        return log
    }

    private static func encoder(
        _ catalogue: EventCatalogue, _ key: SymmetricKey, _ node: AuditNode
    ) throws(AuditError) -> RecordEncoder {
        do throws(FieldViolation) {
            return try RecordEncoder(
                catalogue: catalogue, references: KeyedReferences(derivedFrom: key), node: node)
        } catch {
            throw AuditError(code: .tripwire, field: error.path)
        }
    }
}
