// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What a messages request says besides its messages.
struct MessagesRequest {
    let declaredTools: Set<String>
    let answersInJSON: Bool

    init(_ scan: JSONScan) {
        declaredTools = Set(scan.elements("tools", of: 0).compactMap { scan.text("name", of: $0) })
        answersInJSON =
            scan.member("output_config", of: 0).flatMap { scan.member("format", of: $0) }
            .map { scan.text("type", of: $0) == "json_schema" } ?? false
    }
}
