// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What a classification found, and what it could not look at. Holds no value of any file.
package struct ClassificationReport: Sendable, Equatable {
    /// The files that were read, in path order.
    package let files: [FileClassification]
    /// What was not read and why, in path order.
    package let skipped: [SkippedFile]
    /// Files that were found but not reached, because the run was cancelled.
    package let unreached: Int
    /// Which dictionaries and models searched (`DetectionEngine.digest`).
    package let engineDigest: String
    /// Rows looked at in a table, if not all.
    package let sampledRows: Int?

    /// The highest class of all files; `nil` if none was read.
    package var dataClass: DataClass? { files.map(\.dataClass).max() }

    /// Whether any file holds a key or credential.
    package var hasSecret: Bool { files.contains(where: \.hasSecret) }

    /// Counts by type over all files, most frequent first.
    package var types: [TypeFindings] {
        var sums: [EntityType: TypeFindings] = [:]
        for found in files.flatMap(\.types) { sums[found.type, default: TypeFindings(type: found.type)].add(found) }
        return sums.values.sorted { ($1.count, $0.type) < ($0.count, $1.type) }
    }

    /// Whether data may lie where nobody looked.
    package var isPartial: Bool {
        unreached > 0 || skipped.contains { $0.reason.leavesUnread } || files.contains(where: \.isPartial)
    }

    /// Bytes of the files that were read, and of these the bytes read.
    package var size: (all: Int, read: Int) {
        files.reduce(into: (0, 0)) { sums, file in
            sums.0 += file.size
            sums.1 += file.bytesRead
        }
    }
}
