// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds letters that pose as letters of another script, or as digits, in a folded text.
///
/// It judges word by word, a word being letters and digits in a row:
/// - A word of one script is never touched, whatever its letters look like.
/// - A word that mixes scripts is resolved to the script with most letters that have no twin in the others; without
///   such letters to Latin beside `@` or inside a host name, else to the script with most letters; between equals to
///   that of its first telling letter. A letter without a twin in that script stays.
/// - Numbers that follow each other with at most two separators between them are one row. In a word of digits and of
///   letters that look like digits, the letters are digits if the row has four digits or more and no fewer digits than
///   such letters. One letter at a word's end (`12б`, a house) counts only in a row of nine characters or more, six of
///   them digits, or of eight digits. Digits right after Cyrillic letters (`ИНН77о7`) are a word of their own.
struct LookalikeResolver {
    private let text: [UInt8]
    private var edits: [TextEdit] = []
    private var row = NumberRow()

    /// What is to be changed in `text`, valid UTF-8, in text order.
    static func edits(in text: [UInt8]) -> [TextEdit] {
        var resolver = Self(text: text)
        resolver.run()
        // A row is judged at its end, after words that may stand behind its start.
        return resolver.edits.sorted { $0.offset < $1.offset }
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func run() {
        var offset = 0
        let text = self.text
        let bytes = text.span
        while offset < bytes.count {
            if let end = Self.plainWordEnd(bytes, from: offset) {
                if !row.isEmpty { closeRow() }
                offset = end
                continue
            }
            var word = Word(start: offset, end: offset)
            while let letter = WordCharacter(bytes, at: word.end) { word.add(letter) }
            if word.end == offset {
                offset += 1
            } else {
                judge(word)
                offset = word.end
            }
        }
        closeRow()
    }

    /// Where a word ends that is nothing but Latin letters of ASCII, or nothing but Cyrillic ones, as most are: it is never
    /// touched. `nil` if no word begins here, or another one.
    @inline(__always)
    private static func plainWordEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        if bytes[start] & 0xFE == 0xD0 {
            // U+0400–047F.
            while end < bytes.count, bytes[end] & 0xFE == 0xD0 { end += 2 }
        } else {
            while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 { end += 1 }
        }
        guard end > start else { return nil }
        return end < bytes.count && WordCharacter(bytes, at: end) != nil ? nil : end
    }

    private mutating func judge(_ word: Word) {
        if word.digits >= 4, word.letters > 0, word.scripts.contains(.cyrillic), let parts = number(gluedTo: word) {
            judge(parts.head)
            return judge(parts.tail)
        }
        guard word.digits > 0, word.letters == 0 || posesAsNumber(word) else {
            if !row.isEmpty { closeRow() }
            if word.scripts.isMixed { resolve(word) }
            return
        }
        if !row.isContinued(by: word, in: text) { closeRow() }
        row.add(word)
    }
}

// MARK: - Letters as digits

extension LookalikeResolver {
    private func posesAsNumber(_ word: Word) -> Bool {
        characters(of: word).allSatisfy { $0.isDigit || LookalikeTable.digit(like: $0.scalar) != nil }
    }

    /// The letters of a word of letters and four digits and more, and the number that follows them without a space, if it
    /// has letters that look like digits.
    private func number(gluedTo word: Word) -> (head: Word, tail: Word)? {
        guard !posesAsNumber(word) else { return nil }
        let characters = characters(of: word)
        guard let first = characters.firstIndex(where: \.isDigit), first > 0 else { return nil }
        let split = characters[first].offset
        var (head, tail) = (Word(start: word.start, end: split), Word(start: split, end: word.end))
        for character in characters[..<first] { head.add(character) }
        for character in characters[first...] { tail.add(character) }
        guard posesAsNumber(tail), tail.letters > 0, head.scripts.contains(.cyrillic) else { return nil }
        return (head, tail)
    }

    private mutating func closeRow() {
        defer { row = NumberRow() }
        guard row.letters > 0, row.digits >= 4, row.digits >= row.letters else { return }
        for word in row.posing {
            let characters = characters(of: word)
            let isLong = row.digits >= 8 || (row.digits >= 6 && row.digits + row.letters >= 9)
            if word.letters == 1, !isLong, characters.last?.isDigit == false { continue }
            for character in characters where !character.isDigit {
                guard let digit = LookalikeTable.digit(like: character.scalar) else { continue }
                edits.append(TextEdit(offset: character.offset, count: character.count, text: [digit]))
            }
        }
    }
}

// MARK: - Letters of mixed scripts

extension LookalikeResolver {
    private mutating func resolve(_ word: Word) {
        let characters = characters(of: word)
        guard let target = script(of: word, characters) else { return }
        for character in characters where !character.isDigit && character.script != target {
            guard let twin = LookalikeTable.twin(of: character.scalar, in: target) else { continue }
            edits.append(TextEdit(offset: character.offset, count: character.count, text: twin))
        }
    }

    private func script(of word: Word, _ characters: [WordCharacter]) -> LookalikeScript? {
        let letters = characters.filter { !$0.isDigit }
        let telling = letters.filter { letter in
            LookalikeScript.all.allSatisfy { other in
                other == letter.script || !word.scripts.contains(other)
                    || LookalikeTable.twin(of: letter.scalar, in: other) == nil
            }
        }
        if !telling.isEmpty { return mostFrequent(telling) }
        if word.scripts.contains(.latin), isInAddress(word) { return .latin }
        return mostFrequent(letters)
    }

    /// The script of most letters; between equals the one that comes first.
    private func mostFrequent(_ letters: [WordCharacter]) -> LookalikeScript? {
        var best: (script: LookalikeScript, count: Int)?
        for letter in letters where best?.script != letter.script {
            let count = letters.count { $0.script == letter.script }
            if count > best?.count ?? 0 { best = (letter.script, count) }
        }
        return best?.script
    }

    /// Whether `@`, or a dot with a word on its other side, touches the word.
    private func isInAddress(_ word: Word) -> Bool {
        if word.start > 0 {
            let before = text[word.start - 1]
            if before == UInt8(ascii: "@") { return true }
            if before == UInt8(ascii: "."), word.start > 1, text[word.start - 2] > 0x2F { return true }
        }
        guard word.end < text.count else { return false }
        if text[word.end] == UInt8(ascii: "@") { return true }
        return text[word.end] == UInt8(ascii: ".") && WordCharacter(text.span, at: word.end + 1) != nil
    }

    private func characters(of word: Word) -> [WordCharacter] {
        var characters: [WordCharacter] = []
        var offset = word.start
        while offset < word.end, let character = WordCharacter(text.span, at: offset) {
            characters.append(character)
            offset += character.count
        }
        return characters
    }
}
