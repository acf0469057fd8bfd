// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Says which mentions of one text are one person: equal keys, unequal where the text leaves it open.
///
/// A key is the lemmas of surname and given name, the patronymic too where two persons differ in nothing else. A mention
/// by one part or by initials takes the key of the only person it fits, and has its own if there are several.
struct SubjectResolver {
    /// More persons of one surname or given name are not told apart: a part of a name then fits several.
    private static let mostNamesakes = 32

    private var persons: [PersonName] = []
    /// Where in `persons` to look, by lemma: a surname with a given name, a surname, a given name.
    private var byPair: [[UInt8]: [Int]] = [:]
    private var bySurname: [[UInt8]: [Int]] = [:]
    private var byGiven: [[UInt8]: [Int]] = [:]

    /// The keys of mentions, in their order.
    static func keys(of names: [PersonName]) -> [[UInt8]] {
        var resolver = SubjectResolver()
        for name in names where name.isFull { resolver.add(name) }
        for name in names where !name.isFull && isPair(name) && resolver.matches(name).isEmpty { resolver.add(name) }
        return names.map { resolver.key(of: $0) }
    }

    /// Given name with patronymic, surname with initials.
    private static func isPair(_ name: PersonName) -> Bool {
        (!name.givens.isEmpty && !name.patronymics.isEmpty) || (!name.surnames.isEmpty && !name.initials.isEmpty)
    }

    /// Adds a person, or narrows a known one to what both mentions allow.
    private mutating func add(_ name: PersonName) {
        guard let index = matches(name).first, persons[index].isFull == name.isFull else {
            for pair in Self.pairs(name) { byPair[pair, default: []].append(persons.count) }
            for surname in name.surnames { bySurname[surname, default: []].append(persons.count) }
            for given in name.givens { byGiven[given, default: []].append(persons.count) }
            persons.append(name)
            return
        }
        var known = persons[index]
        known.surnames = Self.common(known.surnames, name.surnames)
        known.givens = Self.common(known.givens, name.givens)
        if known.patronymics.isEmpty {
            known.patronymics = name.patronymics
        } else if !name.patronymics.isEmpty {
            known.patronymics = Self.common(known.patronymics, name.patronymics)
        }
        if known.initials.isEmpty { known.initials = name.initials }
        persons[index] = known
    }

    /// The persons a mention fits, in the order of the text.
    private func matches(_ name: PersonName) -> [Int] {
        let lists: [[Int]]
        if name.isFull {
            lists = Self.pairs(name).compactMap { byPair[$0] }
        } else if !name.surnames.isEmpty {
            lists = name.surnames.compactMap { bySurname[$0] }
        } else {
            lists = name.givens.compactMap { byGiven[$0] }
        }
        let near = lists.flatMap { $0.prefix(Self.mostNamesakes) }
        return Set(near).filter { Self.fits(name, persons[$0]) }.sorted()
    }

    private func key(of name: PersonName) -> [UInt8] {
        let found = matches(name)
        guard found.count == 1, let only = found.first else { return Self.key(name, withPatronymic: !name.isFull) }
        let person = persons[only]
        let hasDouble = Self.pairs(person).first.map { (byPair[$0]?.count ?? 0) > 1 } ?? false
        return Self.key(person, withPatronymic: hasDouble || !person.isFull)
    }

    /// Each surname with each given name.
    private static func pairs(_ name: PersonName) -> [[UInt8]] {
        name.surnames.flatMap { surname in name.givens.map { surname + [0x20] + $0 } }
    }

    private static func key(_ name: PersonName, withPatronymic: Bool) -> [UInt8] {
        var parts = [name.surnames.first, name.givens.first]
        if withPatronymic { parts.append(name.patronymics.first) }
        if name.givens.isEmpty { parts += name.initials }
        return Array(parts.compactMap { $0 }.joined(separator: [0x20]))
    }

    /// Whether all parts that both names have agree.
    private static func fits(_ mention: PersonName, _ person: PersonName) -> Bool {
        guard agree(mention.surnames, person.surnames), agree(mention.givens, person.givens),
            agree(mention.patronymics, person.patronymics), !mention.gender.isDisjoint(with: person.gender)
        else { return false }
        let shares =
            (!mention.surnames.isEmpty && !person.surnames.isEmpty)
            || (!mention.givens.isEmpty && !person.givens.isEmpty)
        return shares && initialsAgree(mention.initials, person)
    }

    private static func agree(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
        left.isEmpty || right.isEmpty || left.contains { right.contains($0) }
    }

    private static func initialsAgree(_ initials: [[UInt8]], _ person: PersonName) -> Bool {
        guard let first = initials.first else { return true }
        if !person.initials.isEmpty, person.givens.isEmpty {
            return zip(initials, person.initials).allSatisfy { $0 == $1 }
        }
        if !person.givens.isEmpty, !person.givens.contains(where: { $0.starts(with: first) }) { return false }
        guard initials.count > 1, !person.patronymics.isEmpty else { return true }
        return person.patronymics.contains { $0.starts(with: initials[1]) }
    }

    /// What two lists share, in the order of the first; the first if they share nothing.
    private static func common(_ left: [[UInt8]], _ right: [[UInt8]]) -> [[UInt8]] {
        let shared = left.filter { right.contains($0) }
        return shared.isEmpty ? left : shared
    }
}
