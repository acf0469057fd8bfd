// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field a provider knows, for `zavesa coverage` and for the tests that hold it to it.
package struct Coverage: Sendable {
    /// The fields of one kind of body.
    package struct Section: Sendable {
        /// Which body of an endpoint.
        package enum Body: String, Sendable {
            case request, response, event
        }

        package let endpoint: Endpoint
        package let body: Body
        package let rows: [CoverageRow]

        package init(_ endpoint: Endpoint, _ body: Body, _ rows: [CoverageRow]) {
            self.endpoint = endpoint
            self.body = body
            self.rows = rows
        }
    }

    package let sections: [Section]

    package init(sections: [Section]) {
        self.sections = sections
    }
}
