// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Providers

extension TextSlot {
    /// `form level fieldName: text`, with the tool where there is one; for comparing whole tables of slots.
    var summary: String {
        let tool =
            switch origin {
            case .text: ""
            case .toolArguments(let name): " ⟨\(name ?? "?")⟩"
            }
        return "\(form) \(text.level) \(fieldName ?? "-"): \(text.utf8.text)\(tool)"
    }
}
