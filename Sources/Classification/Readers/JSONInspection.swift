// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Shows the strings, long numbers and keys of a JSON value to the detectors, each under its nearest key.
enum JSONInspection {
    /// Digits from which on a number can be a personal identifier (DESIGN §2.1).
    private static let shortestNumber = 6

    static func inspect(_ scan: JSONScan, into findings: inout FileFindings) {
        // The fields of the keys around the current value, innermost last, with the node at which each ends.
        var open: [(field: Int?, end: Int)] = []
        for index in scan.nodes.indices {
            while let last = open.last, last.end <= index { open.removeLast() }
            let node = scan.nodes[index]
            switch node.kind {
            case .key: open.append((findings.field(forKey: scan.decoded(index).utf8), scan.nodes[index + 1].next))
            case .string: findings.inspect(scan.decoded(index).utf8, field: open.last?.field ?? nil)
            case .number where node.range.count >= shortestNumber:
                findings.inspect(Array(scan.bytes[node.range]), field: open.last?.field ?? nil)
            default: break
            }
        }
    }
}
