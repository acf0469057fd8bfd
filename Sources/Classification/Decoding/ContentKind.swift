// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the content of a file is, told from the content and not from its name.
package enum ContentKind: Sendable, Equatable {
    /// Lines: prose, logs, source code.
    case text
    /// A table with this separator: `,`, `;`, tab or `|`.
    case table(separator: UInt8)
    /// One JSON value.
    case json
    /// A JSON object on each line.
    case jsonLines

    /// The name in reports.
    package var name: String {
        switch self {
        case .text: "text"
        case .table(separator: 0x09): "tsv"
        case .table: "csv"
        case .json: "json"
        case .jsonLines: "jsonl"
        }
    }
}
