// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What follows the first word of a phrase.
enum WordPhrasePart: Sendable, Equatable {
    case word(UInt64)
    /// A mark that has to be there. Points never do.
    case mark(UInt8)
}

/// Several words that mean something together: «а/я», "P.O. Box", «абонентский ящик».
struct WordPhrase<Roles: OptionSet & Sendable>: Sendable {
    /// What follows the first word.
    let rest: [WordPhrasePart]
    var roles: Roles

    /// How many tokens the phrase takes from `start`, whose word is the first; `nil` if it is not there.
    func length(in tokens: [AddressToken], from start: Int) -> Int? {
        var index = start + 1
        for part in rest {
            switch part {
            case .mark(let mark):
                guard index < tokens.count, tokens[index].isMark(mark) else { return nil }
            case .word(let hash):
                if index < tokens.count, tokens[index].isMark(UInt8(ascii: ".")) { index += 1 }
                guard index < tokens.count, tokens[index].hash == hash, tokens[index].kind == .word,
                    tokens[index].newlines == 0
                else { return nil }
            }
            index += 1
        }
        return index - start
    }
}
