// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What went wrong in a file that was read all the same.
package enum FileProblem: String, Sendable, CaseIterable {
    /// A detector hit a limit: the text around may hold more.
    case scanLimit = "scan_limit"
    /// A detector failed.
    case detectorFailed = "detector_failed"
    /// Bytes that are not text in the file's encoding were replaced.
    case undecodableBytes = "undecodable_bytes"
    /// Not JSON after all, or too large to be taken as a whole: it was read as text.
    case readAsText = "read_as_text"
    /// Reading failed before the end.
    case readFailed = "read_failed"

    /// Whether data may lie there that nobody looked at.
    package var leavesUnread: Bool {
        switch self {
        case .scanLimit, .detectorFailed, .readFailed: true
        case .undecodableBytes, .readAsText: false
        }
    }
}
