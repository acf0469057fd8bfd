// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What gold and prediction lines have in common.
struct LineReading {
    let file: String
    let line: Int

    /// The line as JSON; `nil` for an empty line.
    func scan(_ bytes: [UInt8]) throws(EvaluationInputError) -> JSONScan? {
        guard bytes.contains(where: { !" \t\r".utf8.contains($0) }) else { return nil }
        do {
            return try JSONScan(bytes)
        } catch {
            throw self.error("not JSON (\(error.code.rawValue))")
        }
    }

    /// The member `id`: a text or a number.
    func id(_ scan: JSONScan) -> String? {
        guard let node = scan.member("id", of: 0), !scan.nodes[node].isContainer else { return nil }
        return scan.string(node)
    }

    /// A member that documents are grouped by; `-` where there is none.
    func group(_ scan: JSONScan, _ name: String) -> String {
        guard let node = scan.member(name, of: 0), [.string, .number].contains(scan.nodes[node].kind) else {
            return "-"
        }
        let value = scan.string(node)
        return value.isEmpty ? "-" : value
    }

    /// An error at this line.
    func error(_ expectation: String) -> EvaluationInputError {
        EvaluationInputError(file: file, line: line, expectation: expectation)
    }
}
