// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import Testing

@Suite struct BeginningFilterTests {
    private func first(_ text: String) -> UInt64 {
        text.utf8.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }

    @Test func takesEveryWordThatBeginsWithAString() {
        for string in ["a", "г", "инн", "id", "tax", "снилс", "паспорт", "passport", "number", "серия"] {
            var filter = BeginningFilter()
            filter.insert(Array(string.utf8))
            for rest in ["", "а", "x", " и так далее"] { #expect(filter.mayBegin(first(string + rest)), "\(string)") }
            #expect(!filter.mayBegin(first("щука зубастая")))
        }
    }

    @Test func takesNothingWithoutStrings() {
        #expect(!BeginningFilter().mayBegin(first("anything")))
    }
}
