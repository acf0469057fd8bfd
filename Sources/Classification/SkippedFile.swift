// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A file that was not read, and why.
package struct SkippedFile: Sendable, Equatable {
    /// The keyed reference of its path.
    package let pathReference: String
    /// For the person at the terminal, not for reports that travel.
    package let path: String
    package let reason: SkipReason
    /// The format, where one was recognized, such as `pdf`.
    package let format: String?

    package init(pathReference: String, path: String, reason: SkipReason, format: String? = nil) {
        self.pathReference = pathReference
        self.path = path
        self.reason = reason
        self.format = format
    }
}

/// Why a file was not read.
package enum SkipReason: String, Sendable, CaseIterable {
    /// There is nothing at the path.
    case missing
    /// It may not be opened, or reading failed.
    case unreadable
    /// A device, a pipe, a socket.
    case notAFile = "not_a_file"
    /// It is over the size limit.
    case tooLarge = "too_large"
    /// A format that is not text: an image, an archive, a document format.
    case binary
    /// Text in an encoding that is not known.
    case unknownEncoding = "unknown_encoding"
    /// A link inside a folder; links are not followed unless asked for.
    case symbolicLink = "symbolic_link"
    /// The same file was read under another name.
    case readUnderAnotherName = "read_under_another_name"
    /// A folder that the options name.
    case excluded

    /// Whether data may lie there that nobody looked at.
    package var leavesUnread: Bool {
        switch self {
        case .missing, .unreadable, .notAFile, .tooLarge, .binary, .unknownEncoding: true
        case .symbolicLink, .readUnderAnotherName, .excluded: false
        }
    }
}
