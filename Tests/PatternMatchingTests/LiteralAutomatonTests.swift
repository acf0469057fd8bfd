// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import Testing

@Suite struct LiteralAutomatonTests {
    /// A place where strings end.
    private struct Hit: Equatable {
        let end: Int
        var ids: [Int]
    }

    /// What the automaton finds in a text.
    private func hits(_ literals: [String], in text: String) throws -> [Hit] {
        let automaton = try #require(LiteralAutomaton(literals.enumerated().map { ($0.element, $0.offset, .anywhere) }))
        var hits: [Hit] = []
        automaton.scan(Array(text.utf8)) { end, id in
            if hits.last?.end == end {
                hits[hits.count - 1].ids.append(id)
            } else {
                hits.append(Hit(end: end, ids: [id]))
            }
        }
        return hits
    }

    /// The same by trying every string at every place.
    private func expected(_ literals: [String], in text: String) -> [Hit] {
        let bytes = Array(text.lowercased().utf8)
        return (1...max(1, bytes.count)).compactMap { end in
            let ids = literals.indices.filter { end <= bytes.count && bytes[..<end].ends(with: literals[$0].utf8) }
            return ids.isEmpty ? nil : Hit(end: end, ids: ids)
        }
    }

    @Test func reportsWhatEndsAtOnePlaceTogetherAndInTextOrder() throws {
        let literals = ["паспорт", "порт", "порта", "т", "@", "№ ", "the", "he", "er", "here"]
        for text in ["паспорта", "Паспорт № 1", "a@b", "there", "ПАСПОРТ порт", "", "т"] {
            #expect(try hits(literals, in: text) == expected(literals, in: text))
        }
    }

    @Test func findsStringsOfEveryLengthAtEveryPlace() throws {
        let literals = [
            "x", "yz", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "abcdefghijkl", "ёж", "снилс",
        ]
        for literal in literals {
            for place in 0..<30 {
                let text = String(repeating: "-", count: place) + literal + String(repeating: " ", count: 20)
                #expect(try hits(literals, in: text) == expected(literals, in: text))
                #expect(try hits(literals, in: text.uppercased()) == expected(literals, in: text))
            }
        }
    }

    @Test func goesOnWhereMoreIsFoundThanOneCallHolds() throws {
        let literals = ["a", "aa", "aaa", "b"]
        let text = String(repeating: "a", count: 1_000) + "b"
        #expect(try hits(literals, in: text) == expected(literals, in: text))
    }

    @Test func tellsApartChildrenOfANodeWithMany() throws {
        let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
        let literals = letters.map { "q\($0)" } + letters.map { "qq\($0)\($0)" }
        let text = letters.map { "q\($0) qq\($0)\($0)" }.joined(separator: ",")
        #expect(try hits(literals, in: text) == expected(literals, in: text))
    }
}

extension ArraySlice<UInt8> {
    /// Whether the slice ends with these bytes.
    fileprivate func ends(with other: String.UTF8View) -> Bool { suffix(other.count).elementsEqual(other) }
}
