// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// The words of `dictionaries/addresses`, looked up by hash.
struct AddressVocabulary: Sendable {
    private let words: HashTable<AddressRoles>
    private let stems: HashTable<AddressRoles>
    /// Phrases by the hash of their first word.
    private let phrases: PhraseTable<AddressRoles>
    private let endings: AddressEndings
    private let weakEndings: AddressEndings
    private let nameEndings: AddressNameEndings
    private let lexicons: NameLexicons

    /// Reads the vocabulary's files. Throws for the first thing that is wrong in one.
    init(_ documents: [YAMLNode], lexicons: NameLexicons) throws(DocumentError) {
        guard !documents.isEmpty else {
            throw DocumentError(code: .missingKey, file: "dictionaries/addresses", expectation: "the files are missing")
        }
        var entries = AddressEntries()
        for document in documents { try entries.add(document) }
        words = HashTable(entries.entries.words)
        stems = HashTable(entries.entries.stems)
        phrases = PhraseTable(entries.entries.phrases)
        endings = AddressEndings(entries.endings)
        weakEndings = AddressEndings(entries.weakEndings)
        nameEndings = AddressNameEndings(entries.nameEndings)
        self.lexicons = lexicons
    }

    /// Whether name lists know a word as a town, region or country.
    func isPlace(_ token: AddressToken) -> Bool {
        if token.has(.place) { return true }
        let flags = flags(of: token)
        return flags.contains(.place) && !flags.contains(.frequent) && !token.has(.premises)
    }

    /// Whether an unlisted place is also somebody's name: "Anna", "Lee".
    func isPersonsName(_ token: AddressToken) -> Bool { !token.has(.place) && flags(of: token).isName }

    /// Whether the lists know an unlisted place, however often the word means something else: «Сочи».
    func isTown(_ token: AddressToken) -> Bool { token.has(.place) || flags(of: token).contains(.place) }

    /// What a word means by itself, from its hash in lower case.
    func roles(of hash: UInt64) -> AddressRoles { words[hash] ?? [] }

    private func flags(of token: AddressToken) -> NameFlags {
        switch token.script {
        case .latin: lexicons.latin.flags(of: token.hash)
        case .cyrillic: lexicons.cyrillic.flags(of: token.hash)
        case .arabic: lexicons.arabic.flags(of: token.hash)
        case .other: []
        }
    }

    /// Sets what a word means by itself.
    ///
    /// - Parameter states: the hash after each of its letters, as far as the array goes.
    func setRoles(of token: inout AddressToken, states: [WordHash], in bytes: [UInt8]) {
        token.roles = words[token.hash] ?? []
        switch token.script {
        case .cyrillic, .other:
            guard token.letters <= states.count else { return }
            for count in stride(from: token.letters, to: max(1, token.letters - 5), by: -1) {
                if let roles = stems[states[count - 1].value] { token.roles.formUnion(roles) }
            }
            if token.isCapital, isStreetForm(token, states: states, in: bytes) { token.roles.insert(.streetForm) }
        case .arabic: if token.roles.isEmpty { setRolesBehindParticles(&token, in: bytes) }
        case .latin:
            guard token.letters > 4 else { return }
            let word = token.start..<token.end
            if endings.match(bytes, word) {
                token.roles.insert(.ending)
            } else if weakEndings.match(bytes, word) {
                token.roles.insert(.endingWeak)
            }
        }
    }

    /// Whether a word is in the form of a street's name: «Садовая», «Чайковского», or a surname in the genitive, «Баумана».
    private func isStreetForm(_ token: AddressToken, states: [WordHash], in bytes: [UInt8]) -> Bool {
        guard token.script == .cyrillic, token.letters > 3, !token.has(.place) else { return false }
        if nameEndings.match(bytes, token.start..<token.end) { return true }
        guard let last = NameLetter(at: token.end - 2, in: bytes), (last.lowerLead, last.lowerTrail) == (0xD0, 0xB0),
            lexicons.cyrillic.flags(of: states[token.letters - 2].value).contains(.surname)
        else { return false }
        let whole = lexicons.cyrillic.flags(of: token.hash)
        return !whole.isGiven && !whole.contains(.place)
    }

    /// An Arabic word may begin with particles: بشارع is شارع with "in".
    private func setRolesBehindParticles(_ token: inout AddressToken, in bytes: [UInt8]) {
        var start = token.start
        while let next = ArabicClitics.offsetAfterOne(bytes, start, end: token.end) {
            start = next
            let hash = WordHash.of(bytes[start..<token.end])
            if let roles = words[hash] {
                token.roles = roles
                token.hash = hash
                token.clitics = start - token.start
                return
            }
        }
    }

    /// Sets the roles of phrases on their first tokens, the longest phrase winning.
    func addPhrases(to tokens: inout [AddressToken]) {
        for index in tokens.indices where tokens[index].kind == .word {
            guard let phrase = phrases.longest(at: index, in: tokens) else { continue }
            tokens[index].roles = phrase.roles
            tokens[index].length = phrase.length
        }
    }
}
