// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How far a classification goes.
package struct ClassificationOptions: Sendable {
    /// Rows of a table, or lines of JSON Lines, that are looked at, drawn evenly at random; `nil`: all of them.
    package var sampledRows: Int?
    /// Files over this size in bytes are not read and reported as such.
    package var maximumFileSize: Int
    /// A JSON document over this size in bytes is read as text, not as a whole.
    package var maximumDocumentSize: Int
    /// Whether links inside a folder are followed; each file is read once all the same.
    package var followsSymbolicLinks: Bool
    /// Names of folders that are not entered, and reported as such.
    package var excludedFolders: [String]
    /// Files read at the same time; `nil`: one for each core.
    package var concurrency: Int?

    package init(
        sampledRows: Int? = nil,
        maximumFileSize: Int = 64 << 30,
        maximumDocumentSize: Int = 16 << 20,
        followsSymbolicLinks: Bool = false,
        excludedFolders: [String] = [".git"],
        concurrency: Int? = nil
    ) {
        self.sampledRows = sampledRows
        self.maximumFileSize = maximumFileSize
        self.maximumDocumentSize = maximumDocumentSize
        self.followsSymbolicLinks = followsSymbolicLinks
        self.excludedFolders = excludedFolders
        self.concurrency = concurrency
    }
}
