// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// What one file holds. No value of it, ever; the path only for the person at the terminal.
package struct FileClassification: Sendable, Equatable {
    /// The keyed reference of the path.
    package let pathReference: String
    package let path: String
    package let kind: ContentKind
    package let encoding: TextEncoding
    /// Bytes of the file, and bytes read.
    package let size: Int
    package let bytesRead: Int
    /// The highest class of what was found; C1 if nothing was.
    package let dataClass: DataClass
    /// Whether a key or credential was found (flag K).
    package let hasSecret: Bool
    /// What was found, most frequent first.
    package let types: [TypeFindings]
    /// Languages by script, most frequent first.
    package let languages: [String]
    /// Columns of a table, or JSON keys under which something was found.
    package let fields: [FieldLabel]
    /// The share of rows, lines or windows that was looked at, 0 to 1.
    package let sampledFraction: Double
    /// What went wrong, in name order.
    package let problems: [FileProblem]

    /// The class for thresholds: a key or credential counts as C4.
    package var effectiveClass: DataClass { hasSecret ? max(dataClass, .c4) : dataClass }

    /// Whether a part of the file was not looked at because something failed.
    package var isPartial: Bool { problems.contains { $0.leavesUnread } }
}
