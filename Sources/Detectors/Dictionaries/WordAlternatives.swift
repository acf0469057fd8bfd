// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// An expression for one of many words and stems, in which those with the same first two letters stand together: a text that
/// begins with other letters is not compared with each of them.
///
/// Which alternative matches stays the same: only those that begin alike can match at one place, and these keep their order.
struct WordAlternatives {
    /// The rests of words, by the first letter and then by the second, both in the order in which they came.
    private var groups: [(letter: String, seconds: [(letter: String, rests: [String])])] = []
    /// Words that have something before them, as they are: what begins alike is not known of them.
    private var others: [String] = []

    /// Adds a word of two letters at least, in which `*` stands for any letters, and case is not minded.
    mutating func add(_ word: String) {
        let scalars = word.unicodeScalars
        guard let first = scalars.first?.properties.lowercaseMapping,
            let second = scalars.dropFirst().first?.properties.lowercaseMapping, first != "*", second != "*"
        else { return add(word, behind: "") }
        let rest = Self.expression(String(scalars.dropFirst(2)))
        let group = groups.firstIndex { $0.letter == first } ?? groups.count
        if group == groups.count { groups.append((first, [])) }
        let place = groups[group].seconds.firstIndex { $0.letter == second } ?? groups[group].seconds.count
        if place == groups[group].seconds.count { groups[group].seconds.append((second, [])) }
        groups[group].seconds[place].rests.append(rest)
    }

    /// Adds a word with an expression of what stands before it.
    mutating func add(_ word: String, behind prefix: String) { others.append(prefix + Self.expression(word)) }

    /// The expression, without a group around it.
    var expression: String {
        let grouped = groups.map { group in
            let seconds = group.seconds.map { "\($0.letter)(?:\($0.rests.joined(separator: "|")))" }
            return "\(group.letter)(?:\(seconds.joined(separator: "|")))"
        }
        return (others + grouped).joined(separator: "|")
    }

    private static func expression(_ word: String) -> String {
        word.split(separator: "*", omittingEmptySubsequences: false).joined(separator: #"\p{L}*"#)
    }
}
