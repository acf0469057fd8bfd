// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a chat request says besides its messages.
struct ChatRequest {
    let declaredTools: Set<String>
    let answersInJSON: Bool

    init(_ scan: JSONScan) {
        declaredTools = Self.declaredTools(in: scan)
        answersInJSON = Self.answersInJSON(scan)
    }

    private static func declaredTools(in scan: JSONScan) -> Set<String> {
        var names: Set<String> = []
        for tool in scan.elements("tools", of: 0) {
            for kind in ["function", "custom"] as [String] {
                guard let definition = scan.member(kind, of: tool) else { continue }
                if let name = scan.text("name", of: definition) { names.insert(name) }
            }
        }
        for function in scan.elements("functions", of: 0) {
            if let name = scan.text("name", of: function) { names.insert(name) }
        }
        return names
    }

    private static func answersInJSON(_ scan: JSONScan) -> Bool {
        guard let format = scan.member("response_format", of: 0), let type = scan.text("type", of: format) else {
            return false
        }
        return ["json_object", "json_schema"].contains(type)
    }
}
