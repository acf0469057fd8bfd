// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the longest name of the lexicon that begins with a word.
struct PlaceReader {
    let text: NameText
    let lexicon: PlaceLexicon

    private static let mostWords = 6
    private static let longestAbbreviated = 3

    /// The name that begins at `index`; `nil` if none does.
    func name(at index: Int) -> PlaceName? {
        let token = text.tokens[index]
        guard token.script == .arabic else {
            let flags = lexicon.flags(of: token.hash)
            return flags.isEmpty ? nil : name(at: index, from: token.start, first: flags, particle: [])
        }
        return arabicName(at: index)
    }

    /// The longest name whose first word begins at `start`, a byte in the word at `index`.
    ///
    /// - Parameter stem: what the hash begins with where the text does not write it.
    private func name(
        at index: Int, from start: Int, first: PlaceFlags, stem: WordHash = WordHash(), particle: PlaceRoles
    ) -> PlaceName? {
        var found = isWritten(index..<index + 1, as: first) ? (end: index + 1, flags: first) : nil
        if first.contains(.begins) {
            var hash = stem
            for byte in text.lower[start..<text.tokens[index].end] { hash.add(byte) }
            var end = index + 1
            while end < min(index + Self.mostWords, text.tokens.count), joins(end) {
                hash.add(0x20)
                for byte in text.word(text.tokens[end]) { hash.add(byte) }
                let flags = lexicon.flags(of: hash.value)
                end += 1
                if isWritten(index..<end, as: flags) { found = (end, flags) }
                guard flags.contains(.begins) else { break }
            }
        }
        guard let found else { return nil }
        return PlaceName(
            tokens: index..<found.end, span: start..<end(of: found.end - 1, from: index), flags: found.flags,
            particle: particle)
    }

    /// The end of a name's last word, with the point of an abbreviation such as "U.S.".
    private func end(of last: Int, from first: Int) -> Int {
        let token = text.tokens[last]
        let isDotted = last > first && token.letters == 1 && text.byte(after: token) == UInt8(ascii: ".")
        return token.end + (isDotted ? 1 : 0)
    }

    /// Whether the word at `index` goes on with the name before it.
    private func joins(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard token.script == text.tokens[index - 1].script, !token.isCode else { return false }
        switch token.gap {
        case .space, .hyphen, .apostrophe: return true
        case .dot, .dotSpace: return text.tokens[index - 1].letters <= Self.longestAbbreviated
        default: return false
        }
    }

    /// Whether words with these flags are a name as they are written: abbreviations in capitals, Latin names with one at
    /// both ends.
    private func isWritten(_ tokens: Range<Int>, as flags: PlaceFlags) -> Bool {
        guard flags.contains(.name) else { return false }
        if flags.contains(.capitals) { return tokens.allSatisfy { text.tokens[$0].shape == .upper } }
        let first = text.tokens[tokens.lowerBound]
        guard first.script == .latin, tokens.count > 1 else { return true }
        return first.isCapital == text.tokens[tokens.upperBound - 1].isCapital
    }

    // MARK: Arabic

    private static let shortest = 3
    // Letters as numbers, two bytes each.
    private static let (waw, fa, ba, lam, kaf): (UInt16, UInt16, UInt16, UInt16, UInt16) = (
        0xD988, 0xD981, 0xD8A8, 0xD984, 0xD983
    )
    private static let alef = Array("ا".utf8)

    /// A name as it stands, or behind particles: بالقاهرة, والرياض, للرياض. A name that is a word too gives way to one
    /// behind a particle that is not.
    private func arabicName(at index: Int) -> PlaceName? {
        let token = text.tokens[index]
        guard token.letters >= Self.shortest else { return nil }
        let whole = name(at: index, from: token.start, first: lexicon.flags(of: token.hash), particle: [])
        if let whole, !whole.flags.contains(.shared) { return whole }
        var start = token.start
        if let letter = letter(at: start, of: token), letter == Self.waw || letter == Self.fa {
            start += 2
            if let name = arabicName(at: index, from: start, particle: []) { return name }
        }
        guard let letter = letter(at: start, of: token),
            letter == Self.ba || letter == Self.lam || letter == Self.kaf
        else { return whole }
        let role: PlaceRoles = letter == Self.ba ? .inside : letter == Self.lam ? .to : []
        if let name = arabicName(at: index, from: start + 2, particle: role) { return name }
        // للرياض is الرياض with ل: the article has lost its alef.
        guard letter == Self.lam, self.letter(at: start + 2, of: token) == Self.lam else { return whole }
        var stem = WordHash()
        for byte in Self.alef { stem.add(byte) }
        return arabicName(at: index, from: start + 2, stem: stem, particle: role) ?? whole
    }

    private func arabicName(
        at index: Int, from start: Int, stem: WordHash = WordHash(), particle: PlaceRoles
    ) -> PlaceName? {
        guard text.tokens[index].end - start >= Self.shortest * 2 else { return nil }
        var hash = stem
        for byte in text.lower[start..<text.tokens[index].end] { hash.add(byte) }
        let flags = lexicon.flags(of: hash.value)
        return flags.isEmpty ? nil : name(at: index, from: start, first: flags, stem: stem, particle: particle)
    }

    /// The letter at a byte of a word, if another follows.
    private func letter(at start: Int, of token: NameToken) -> UInt16? {
        guard start + 2 < token.end else { return nil }
        return UInt16(text.lower[start]) << 8 | UInt16(text.lower[start + 1])
    }
}
