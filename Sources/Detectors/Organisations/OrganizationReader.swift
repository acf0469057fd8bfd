// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the name that stands beside a legal form.
struct OrganizationReader {
    let tokens: [AddressToken]
    let vocabulary: OrganizationVocabulary

    private static let mostWords = 6
    private static let mostQuotedTokens = 16
    private static let mostArabicWords = 3
    private static let quote = UInt8(ascii: "\"")

    /// Which tokens the organization covers whose form stands at `index`, and the probability; `nil` if none does.
    func organization(at index: Int) -> (tokens: Range<Int>, score: Double)? {
        let (roles, length) = vocabulary.roles(at: index, in: tokens)
        guard !roles.isDisjoint(with: .forms) else { return nil }
        let isUpper = tokens[index].isUpper
        if roles.contains(.formBefore), isUpper || startsQuote(index + length),
            let end = nameEnd(after: index + length)
        {
            return (index..<end, 0.95)
        }
        if roles.contains(.formBeforeWritten), let end = nameEnd(after: index + length) { return (index..<end, 0.9) }
        if roles.contains(.kindBefore), let end = arabicNameEnd(after: index + length) { return (index..<end, 0.7) }
        let isWritten = tokens[index].isCapital || tokens[index].letters > 2
        // Never in the middle of code, such as base64.
        guard tokens[index].hasSpace || index > 0 && tokens[index - 1].kind == .mark else { return nil }
        let isForm = roles.contains(.formAfter) && isWritten || roles.contains(.formAfterUpper) && isUpper
        guard isForm, let start = nameStart(before: index) else { return nil }
        // In a text of capitals any word may be such a form.
        if !roles.contains(.formAfter), tokens[start..<index].allSatisfy({ $0.kind != .word || $0.isUpper }) {
            return nil
        }
        return (start..<withPoint(index + length), 0.9)
    }

    /// The end of a form with the point of its abbreviation, unless that ends the sentence.
    private func withPoint(_ end: Int) -> Int {
        guard end + 1 < tokens.count, tokens[end].isMark(UInt8(ascii: ".")), !tokens[end].hasSpace else { return end }
        let next = tokens[end + 1]
        let goesOn = next.kind == .word ? !next.isCapital && next.newlines == 0 : next.isMark(UInt8(ascii: ","))
        return goesOn ? end + 1 : end
    }

    // MARK: The name behind the form

    private func startsQuote(_ index: Int) -> Bool {
        index < tokens.count && (tokens[index].isMark(Self.quote) || tokens[index].isMark(UInt8(ascii: "'")))
    }

    /// The end of a quoted or capitalised name.
    private func nameEnd(after start: Int) -> Int? {
        guard start < tokens.count, tokens[start].newlines == 0 else { return nil }
        return startsQuote(start) ? quotedEnd(from: start) : capitalizedEnd(from: start)
    }

    private func quotedEnd(from start: Int) -> Int? {
        let mark = tokens[start].mark
        var index = start + 1
        while index < tokens.count, index - start < Self.mostQuotedTokens, tokens[index].newlines == 0 {
            // «ООО "Торговый дом "Ромашка""»: a quote with a word right behind it opens another name.
            if tokens[index].isMark(mark) {
                let opens = tokens[index].hasSpace && index + 1 < tokens.count && !tokens[index + 1].hasSpace
                if !opens, index > start + 1 {
                    let isDoubled =
                        index + 1 < tokens.count && tokens[index + 1].isMark(mark) && !tokens[index + 1].hasSpace
                    return index + (isDoubled ? 2 : 1)
                }
            }
            index += 1
        }
        return nil
    }

    private func capitalizedEnd(from start: Int) -> Int? {
        var index = start
        var end: Int?
        var words = 0
        while index < tokens.count, words < Self.mostWords, tokens[index].newlines == 0 {
            let token = tokens[index]
            if token.kind == .word {
                let roles = vocabulary.roles(at: index, in: tokens).roles
                if token.isCapital, roles.isDisjoint(with: [.stop, .formBefore]) {
                    words += 1
                    end = index + 1
                } else if !roles.contains(.connector) || words == 0 {
                    return end
                }
            } else if token.kind == .number {
                guard words > 0, !token.hasSpace || token.digits <= 2 else { return end }
                if !token.hasSpace { end = index + 1 }
            } else if token.isMark(UInt8(ascii: "&")) {
                guard words > 0 else { return nil }
            } else {
                let isJoin = token.isMark(UInt8(ascii: "-")) && !token.hasSpace
                guard isJoin, words > 0 else { return end }
            }
            index += 1
        }
        return end
    }

    /// The end of an Arabic name: a quoted one, or words of which the first is no ordinary one.
    private func arabicNameEnd(after start: Int) -> Int? {
        guard start < tokens.count, tokens[start].newlines == 0 else { return nil }
        if startsQuote(start) { return quotedEnd(from: start) }
        var index = start
        while index < tokens.count, index - start < Self.mostArabicWords, tokens[index].kind == .word,
            tokens[index].script == .arabic, tokens[index].newlines == 0, tokens[index].letters > 2,
            vocabulary.roles(at: index, in: tokens).roles.isEmpty, vocabulary.isName(tokens[index])
        {
            index += 1
        }
        return index > start ? index : nil
    }

    // MARK: The name before the form

    private func nameStart(before form: Int) -> Int? {
        var index = form - 1
        if index > 0, tokens[index].isMark(UInt8(ascii: ",")), tokens[form].newlines == 0 { index -= 1 }
        guard index >= 0, tokens[form].newlines == 0 else { return nil }
        if tokens[index].isMark(Self.quote) { return openingQuote(before: index) }
        var start: Int?
        var words = 0
        while index >= 0, words < Self.mostWords {
            let token = tokens[index]
            if token.kind == .word {
                let roles = vocabulary.roles(at: index, in: tokens).roles
                if token.isCapital, roles.isDisjoint(with: OrganizationRoles.forms.union(.stop)) {
                    words += 1
                    start = index
                } else if !roles.contains(.connector) || words == 0 {
                    break
                }
            } else if token.kind == .number {
                guard words > 0 || !tokens[index + 1].isMark(UInt8(ascii: ",")) else { break }
                if words > 0 { start = token.hasSpace ? start : index }
            } else {
                let isJoin =
                    token.isMark(UInt8(ascii: "-")) || token.isMark(UInt8(ascii: "&"))
                    || token.isMark(UInt8(ascii: "'"))
                let isInitial = token.isMark(UInt8(ascii: ".")) && index > 0 && tokens[index - 1].letters <= 2
                let isList =
                    token.isMark(UInt8(ascii: ",")) && words > 0
                    && tokens[index + 1..<form].contains { $0.isMark(UInt8(ascii: "&")) }
                guard isJoin || isInitial || isList else { break }
            }
            if token.newlines > 0 { break }
            index -= 1
        }
        return start
    }

    private func openingQuote(before close: Int) -> Int? {
        var index = close - 1
        while index >= 0, close - index < Self.mostQuotedTokens {
            if tokens[index].isMark(Self.quote) { return close - index > 1 ? index : nil }
            if tokens[index].newlines > 0 { return nil }
            index -= 1
        }
        return nil
    }
}
