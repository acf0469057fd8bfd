// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A pattern as it is written in a dictionary, before it is compiled.
package struct PatternSource: Sendable, Equatable {
    /// The name that errors use, such as `ru/snils`.
    package let name: String
    /// The PCRE2 expression. UTF-8 is always on: `.` is a character and a span never splits one.
    package let expression: String
    /// What a text must hold before the expression is tried; all of them. Empty: always tried.
    package let triggers: [PatternTrigger]
    /// Whether letters match in either case, in every script.
    package let isCaseInsensitive: Bool
    /// Whether `\w`, `\b`, `\d` and `[[:alpha:]]` know every script (PCRE2_UCP) or ASCII alone.
    package let usesUnicodeClasses: Bool
    /// Whether the search goes on one character after a match's start, and not at its end.
    ///
    /// For candidates of which only a later check knows the right one: a long digit run holds many.
    package let reportsOverlaps: Bool

    package init(
        name: String,
        expression: String,
        triggers: [PatternTrigger] = [],
        isCaseInsensitive: Bool = false,
        usesUnicodeClasses: Bool = true,
        reportsOverlaps: Bool = false
    ) {
        self.name = name
        self.expression = expression
        self.triggers = triggers
        self.isCaseInsensitive = isCaseInsensitive
        self.usesUnicodeClasses = usesUnicodeClasses
        self.reportsOverlaps = reportsOverlaps
    }
}
