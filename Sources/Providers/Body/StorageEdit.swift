// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What makes a request say that the provider keeps nothing of it.
enum StorageEdit {
    /// The change to the member `store`; `nil` where nothing would be kept anyway.
    static func edit(in scan: JSONScan, isKeptByDefault: Bool) -> JSONEdit? {
        if let value = scan.member("store", of: 0), scan.nodes[value].kind != .null {
            guard scan.nodes[value].kind != .false else { return nil }
            return JSONEdit(range: scan.sourceRange(of: value), replacement: Array("false".utf8))
        }
        guard isKeptByDefault else { return nil }
        if let value = scan.member("store", of: 0) {
            return JSONEdit(range: scan.sourceRange(of: value), replacement: Array("false".utf8))
        }
        let start = scan.nodes[0].range.lowerBound + 1
        let comma = scan.nodes.count > 1 ? "," : ""
        return JSONEdit(range: start..<start, replacement: Array("\"store\":false\(comma)".utf8))
    }
}
