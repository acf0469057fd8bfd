// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every field a provider knows, for `zavesa coverage` and for the tests that hold it to it.
package struct Coverage: Sendable {
    /// The fields of one kind of body.
    package struct Section: Sendable {
        /// Which body, such as `chat.completions request`.
        package let name: String
        package let rows: [CoverageRow]

        package init(name: String, rows: [CoverageRow]) {
            self.name = name
            self.rows = rows
        }
    }

    package let sections: [Section]

    package init(sections: [Section]) {
        self.sections = sections
    }
}
