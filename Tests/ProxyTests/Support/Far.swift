// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A provider abroad with every paper that Russia asks for, in date for decades.
enum Far {
    /// The `providers:` section; an upstream names it with `provider=far`.
    static let providers = providers()

    /// The same with other words in it.
    static func providers(replacing word: String = "", with other: String = "") -> String {
        let text = """
            providers:
              - name: far
                entity: Far Models Inc.
                jurisdiction: US
                hosting: foreign
                keeps_logs_days: 0
                trains_on_data: false
                sub_processors: []
                agreement: {ref: DPA-2026-7, valid_to: 2099-12-31, incident_hours: 24}
                transfer: {mechanism: none, notification_ref: RKN-2026-17, notification_status: effective,
                           assessment_ref: TIA-3, assessment_valid_to: 2099-12-31}

            """
        return word.isEmpty
            ? text : text.split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
    }
}
