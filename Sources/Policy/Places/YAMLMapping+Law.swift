// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import StrictYAML

/// What files about laws have in common.
extension YAMLMapping {
    /// Throws unless `version` is 1.
    func checkVersion() throws(DocumentError) {
        let version = try required("version")
        guard try version.integer() == 1 else { throw version.error(.invalidValue, "expected version 1") }
    }

    /// A day; `nil` when absent.
    func day(_ key: String) throws(DocumentError) -> CalendarDay? {
        guard let node = optional(key) else { return nil }
        guard let day = CalendarDay(try node.string()) else {
            throw node.error(.invalidValue, "expected a day as YYYY-MM-DD")
        }
        return day
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String) throws(DocumentError) -> Word {
        try required(key).word()
    }

    /// A text that is not empty.
    func words(_ key: String) throws(DocumentError) -> String {
        let node = try required(key)
        let text = try node.string()
        guard !text.isEmpty else { throw node.error(.invalidValue, "expected words") }
        return text
    }
}

extension YAMLNode {
    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>() throws(DocumentError) -> Word {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue)
            throw error(.invalidValue, "no such word; \(YAMLNode.suggestion(for: text, among: known))")
        }
        return word
    }
}
