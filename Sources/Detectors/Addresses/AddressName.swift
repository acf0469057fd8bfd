// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The name of a street or place: how far it reaches and how it is written.
struct AddressName {
    var end: Int
    var words = 0
    /// Words in small letters, in scripts that have capitals.
    var lowerCase = 0
}

extension AddressReader {
    private static let mostTokens = 10
    private static let mostWords = 5
    private static let mostArabicWords = 3

    /// The name that begins at `start`: «8 Марта», «К. Маркса», "de la Paix", «1-я Тверская-Ямская».
    ///
    /// - Parameter lowerCase: how many words in small letters it may have, if it has no capital.
    func name(from start: Int, lowerCase: Int) -> AddressName? {
        var name = AddressName(end: start)
        var index = start
        while let token = token(index), index - start < Self.mostTokens, name.words < Self.mostWords,
            index == start || token.newlines == 0
        {
            switch token.kind {
            case .mark:
                let isInitial =
                    token.isMark(Self.point) && index > start && tokens[index - 1].isCapital
                    && tokens[index - 1].letters <= 2 && tokens[index - 1].end == token.start
                guard isInitial || index > start && (joins(index) || isPossessive(index)) else { return finished(name) }
            case .number:
                guard continues(name, withNumber: index) else { return finished(name) }
                if token.form.contains(.ordinal) { name.end = index + 1 }
            case .word:
                if endsName(index, words: name.words) { return finished(name) }
                if token.isCapital || token.script == .arabic {
                    if token.script == .arabic, name.words == Self.mostArabicWords { return name }
                    guard name.lowerCase == 0 else { return finished(name) }
                    name.words += 1
                    name.end = index + 1
                } else if token.has(.particle), let next = self.token(index + 1) {
                    // Part of the name if a word of it follows, or the number of the house: «наб. Обводного канала, 45».
                    if name.words > 0, token.script == .cyrillic, token.letters > 4, next.newlines == 0,
                        next.kind == .number
                            || next.isMark(Self.comma) && self.token(index + 2)?.kind == .number
                    {
                        name.end = index + 1
                    }
                } else {
                    guard name.words == name.lowerCase, name.lowerCase < lowerCase, token.letters > 1 else {
                        return finished(name)
                    }
                    name.words += 1
                    name.lowerCase += 1
                    name.end = index + 1
                }
            }
            index += 1
        }
        return finished(name)
    }

    private func finished(_ name: AddressName) -> AddressName? { name.words > 0 ? name : nil }

    /// Whether a number belongs to the name: an ordinal, or one before its first word.
    private func continues(_ name: AddressName, withNumber index: Int) -> Bool {
        let number = tokens[index]
        guard number.isPlainNumber else { return false }
        if number.form.contains(.ordinal) { return true }
        if index > 0, joins(index - 1), name.words > 0 { return true }
        guard name.words == 0, number.form == .plain, number.digits <= 3, let next = token(index + 1) else {
            return false
        }
        guard next.kind == .word, next.newlines == 0, next.letters > 2, !next.has(.premises) else { return false }
        return next.script == .cyrillic || next.isCapital
    }

    /// Whether the word at `index` begins something else.
    private func endsName(_ index: Int, words: Int) -> Bool {
        let token = tokens[index]
        if startsPremises(index) { return true }
        if token.has([.stop, .label, .box, .military, .postcodeLabel]) {
            if token.isCapital, token.script == .cyrillic, !token.has([.label, .box]) { return false }
            return !(token.has(.particle) && self.token(index + 1)?.isCapital == true)
        }
        guard words > 0, token.script == .cyrillic || token.script == .arabic else { return false }
        if token.script == .arabic {
            return token.has([.streetBefore, .house, .part, .unit, .town, .district, .place, .numberSign])
        }
        let typed: AddressRoles = [.streetBefore, .town, .townDotted, .district, .regionAfter]
        return token.has(typed) && !token.isCapital
    }
}
