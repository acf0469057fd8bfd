// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

extension PlaceReview {
    /// What becomes of the route, and what to do, in one line.
    package var words: String {
        switch state {
        case .home: "in-country"
        case .unnamed: "abroad, and not named in policy.foreign.upstreams: gets nothing"
        case .open(let mechanism): "abroad, open by \(mechanism.rawValue)"
        case .impersonalOnly(let refusal): "only for requests without personal data: \(refusal.words)"
        case .closed(let refusal): "closed: \(refusal.words)"
        }
    }

    /// A line for each upstream, in columns, and one below it for each paper that ends soon.
    package static func text(of reviews: [PlaceReview]) -> String {
        let head = ["upstream", "endpoint", "provider", "recipient", "hosting"]
        let rows = reviews.map { review in
            let provider = review.upstream.provider
            return [
                review.upstream.id.rawValue, review.upstream.country.code, provider?.name ?? "-",
                provider?.jurisdiction.code ?? "-", provider?.hosting.rawValue ?? "-",
            ]
        }
        let widths = head.indices.map { column in
            ([head] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0
        }
        func line(_ cells: [String], _ last: String) -> String {
            let padded = zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.unicodeScalars.count)
            }
            return (padded + [last]).joined(separator: "  ") + "\n"
        }
        var text = line(head, "route")
        for (review, row) in zip(reviews, rows) {
            text += line(row, review.words)
            for expiry in review.expiring { text += "  \(expiry.what) ends with \(expiry.day)\n" }
        }
        return text
    }
}
