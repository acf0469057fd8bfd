// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How far a classification has come.
package struct ClassificationProgress: Sendable, Equatable {
    /// Files done, skipped ones included, and files found.
    package var filesDone = 0
    package var filesFound = 0
    package var bytesRead = 0

    package init() {}
}
