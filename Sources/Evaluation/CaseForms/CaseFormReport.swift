// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import PrivacyCore

/// How often names come out in the form that a table gives for a case, where the gender is known.
package struct CaseFormReport: Sendable {
    /// The figures of one part of names and one gender.
    package struct Row: Sendable, Equatable {
        package let part: String
        package let isFeminine: Bool
        package var names = 0
        /// Forms asked for of the nominative: five a name. How many were right, left as they were, and something else.
        package var forward = Outcome()
        /// Forms asked for of every other form: thirty a name less those that are alike.
        package var between = Outcome()
        /// Lines of the table of which a form came out wrong.
        package var wrongLines: [Int] = []
    }

    /// What came out. `left`: the name stayed as it was, and should not have.
    package struct Outcome: Sendable, Equatable {
        package var right = 0
        package var left = 0
        package var wrong = 0

        package var total: Int { right + left + wrong }

        fileprivate mutating func add(isRight: Bool, isLeft: Bool) {
            if isRight {
                right += 1
            } else if isLeft {
                left += 1
            } else {
                wrong += 1
            }
        }
    }

    /// In the order in which the table has them.
    package private(set) var rows: [Row] = []

    /// Asks for every form of every name of the table.
    package init(_ table: [CaseFormRow], grammar: RussianGrammar) {
        for entry in table {
            if !rows.contains(where: { $0.part == entry.part && $0.isFeminine == entry.isFeminine }) {
                rows.append(Row(part: entry.part, isFeminine: entry.isFeminine))
            }
            guard let index = rows.firstIndex(where: { $0.part == entry.part && $0.isFeminine == entry.isFeminine })
            else { continue }
            Self.count(entry, in: &rows[index], grammar: grammar)
        }
    }

    private static func count(_ entry: CaseFormRow, in row: inout Row, grammar: RussianGrammar) {
        row.names += 1
        let gender = entry.isFeminine ? NameAgreement.women : .men
        var isWrong = false
        for from in GrammaticalCase.allCases {
            guard let given = entry.forms[from.rawValue].first.map(capitalized) else { continue }
            let known = from == .nominative ? gender.intersection(NameAgreement(cases: [from])) : gender
            for to in GrammaticalCase.allCases where to != from {
                let wanted = entry.forms[to.rawValue].map(plain)
                let asked = CaseGovernment(cases: [to], prefersFirst: false)
                let result = grammar.decline(given, to: asked, knowing: known)
                let isRight = wanted.contains(plain(result ?? given))
                if from == .nominative {
                    row.forward.add(isRight: isRight, isLeft: result == nil)
                } else {
                    row.between.add(isRight: isRight, isLeft: result == nil)
                }
                if !isRight, result != nil { isWrong = true }
            }
        }
        if isWrong { row.wrongLines.append(entry.line) }
    }

    /// A small Cyrillic word with a capital.
    private static func capitalized(_ word: [UInt8]) -> [UInt8] {
        Array(String(decoding: word, as: UTF8.self).capitalizedFirst.utf8)
    }

    /// In small letters, ё written as е: how two forms are compared.
    private static func plain(_ word: [UInt8]) -> [UInt8] {
        Array(String(String(decoding: word, as: UTF8.self).lowercased().map { $0 == "ё" ? "е" : $0 }).utf8)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
