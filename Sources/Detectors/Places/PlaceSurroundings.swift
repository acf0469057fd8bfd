// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the words around a possible place.
struct PlaceSurroundings {
    let text: NameText
    let vocabulary: PlaceVocabulary
    /// Whether the field the text stands in holds a place.
    let fieldHoldsPlace: Bool

    init(text: NameText, vocabulary: PlaceVocabulary, fieldName: [UInt8]?) {
        self.text = text
        self.vocabulary = vocabulary
        fieldHoldsPlace = Self.holdsPlace(fieldName, vocabulary)
    }

    /// What a word itself says; empty outside the text.
    func roles(at index: Int) -> PlaceRoles {
        text.tokens.indices.contains(index) ? vocabulary.roles(of: text.tokens[index].hash) : []
    }

    /// What the word before a name says about it. A kind may be abbreviated, a label ends with a colon.
    func rolesBefore(_ index: Int) -> PlaceRoles {
        guard index > 0 else { return [] }
        let roles = roles(at: index - 1)
        switch text.tokens[index].gap {
        case .space: return roles.subtracting(.label).union(kindBefore(index, roles))
        case .dot, .dotSpace: return text.tokens[index - 1].letters <= 4 ? roles.intersection(.kind) : []
        case .colon: return roles.intersection([.label, .kind])
        case .other: return text.tokens[index].isQuoted ? roles.intersection(.kind) : []
        default: return []
        }
    }

    /// "city of", «в городе»: a kind two words back counts where only a particle stands between.
    private func kindBefore(_ index: Int, _ roles: PlaceRoles) -> PlaceRoles {
        guard index > 1, text.tokens[index - 1].script == .latin, text.tokens[index - 1].letters == 2,
            text.tokens[index - 1].gap == .space, !roles.contains(.to)
        else { return [] }
        return self.roles(at: index - 2).intersection(.kind)
    }

    /// Whether a preposition asks for the case that a form has. Only Russian forms have cases.
    func asks(_ roles: PlaceRoles, _ flags: PlaceFlags, _ script: NameToken.Script) -> Bool {
        guard script == .cyrillic else { return !roles.isDisjoint(with: [.inside, .from, .to]) }
        return roles.contains(.inside) && flags.contains(.prepositional)
            || roles.contains(.from) && flags.contains(.genitive)
            || roles.contains(.to) && flags.contains(.accusative)
    }

    /// Whether the word behind a name makes it a part of another one.
    func isPartOfName(_ end: Int) -> Bool {
        guard text.tokens.indices.contains(end), text.tokens[end].gap == .space, text.tokens[end].isCapital else {
            return false
        }
        return roles(at: end).contains(.notBefore)
    }

    private static func holdsPlace(_ field: [UInt8]?, _ vocabulary: PlaceVocabulary) -> Bool {
        guard let field else { return false }
        var spaced: [UInt8] = []
        for byte in field {
            if byte.isASCIIUppercase, spaced.last?.isASCIILowercase == true { spaced.append(0x20) }
            spaced.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
        }
        let roles = NameTokenizer.tokenize(spaced).tokens.reduce(into: PlaceRoles()) { roles, token in
            roles.formUnion(vocabulary.roles(of: token.hash))
        }
        return roles.contains(.field) && !roles.contains(.fieldExcept)
    }
}
