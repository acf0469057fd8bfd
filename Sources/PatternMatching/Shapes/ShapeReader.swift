// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the shape out of a PCRE2 expression (pcre2pattern(3)) without Unicode classes.
///
/// What a shape cannot say is left out where that takes more texts in, such as a look-around of more than one character;
/// anything that this reader does not know makes it give up, and the pattern is tried at every row.
struct ShapeReader {
    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var isCaseless: Bool
    /// How many classes were read that hold more than the expression says, so that their complements would hold less.
    private var roughClasses = 0
    /// What each capturing group took, for references back to it.
    private var groups: [ShapeExpression] = []

    private struct Unknown: Error {}

    /// The shape of what `source` matches; `nil` if the expression has something this reader does not know.
    static func shape(of source: PatternSource) -> ShapeExpression? {
        guard !source.usesUnicodeClasses else { return nil }
        var reader = ShapeReader(
            scalars: Array(source.expression.unicodeScalars), isCaseless: source.isCaseInsensitive)
        guard let shape = try? reader.choice(), reader.offset == reader.scalars.count else { return nil }
        return shape
    }

    private init(scalars: [Unicode.Scalar], isCaseless: Bool) {
        (self.scalars, self.isCaseless) = (scalars, isCaseless)
    }

    private var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    private mutating func take(_ text: String) -> Bool {
        var end = offset
        for scalar in text.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar else { return false }
            end += 1
        }
        offset = end
        return true
    }

    private mutating func scalar() throws(Unknown) -> Unicode.Scalar {
        guard let scalar = next else { throw Unknown() }
        offset += 1
        return scalar
    }

    private mutating func choice() throws(Unknown) -> ShapeExpression {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(Unknown) -> ShapeExpression {
        var parts: [ShapeExpression] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let atom = try self.atom()
            parts.append(try quantified(atom))
        }
        return .sequence(parts)
    }

    private mutating func quantified(_ atom: ShapeExpression) throws(Unknown) -> ShapeExpression {
        var (least, most): (Int, Int?)
        if take("*") {
            (least, most) = (0, nil)
        } else if take("+") {
            (least, most) = (1, nil)
        } else if take("?") {
            (least, most) = (0, 1)
        } else if next == "{" {
            offset += 1
            least = try number()
            most = least
            if take(",") { most = next == "}" ? nil : try number() }
            guard take("}") else { throw Unknown() }
        } else {
            return atom
        }
        // Lazy and possessive take what the greedy one takes, or less.
        if next == "?" || next == "+" { offset += 1 }
        return .repeated(atom, least: least, most: most)
    }

    private mutating func number() throws(Unknown) -> Int {
        let digits = scalars[offset...].prefix { ("0"..."9").contains($0) }
        offset += digits.count
        guard let number = Int(String(String.UnicodeScalarView(digits))) else { throw Unknown() }
        return number
    }

    private mutating func atom() throws(Unknown) -> ShapeExpression {
        let scalar = try self.scalar()
        switch scalar {
        case "(": return try group()
        case "[": return .character(try bracketed())
        case ".": return .character(.anything)
        case "^", "$": return .empty
        case "\\": return try escaped()
        case "*", "+", "?", "{": throw Unknown()
        default: return .character(cased(CharacterClass(scalar...scalar)))
        }
    }

    private func cased(_ characters: CharacterClass) -> CharacterClass { isCaseless ? characters.caseless : characters }

    private mutating func escaped() throws(Unknown) -> ShapeExpression {
        if next == "b" || next == "B" {
            offset += 1
            return .empty
        }
        if let digit = next, ("1"..."9").contains(digit) {
            let index = try number()
            // A group that is not complete yet would refer to itself.
            guard index <= groups.count else { throw Unknown() }
            return groups[index - 1]
        }
        return .character(cased(try escapedClass()))
    }

    /// What a backslash and what follows it stand for, inside brackets and outside.
    private mutating func escapedClass() throws(Unknown) -> CharacterClass {
        let scalar = try self.scalar()
        switch scalar {
        case "d": return .digits
        case "D": return CharacterClass.digits.complement
        case "s": return .spaces
        case "S": return CharacterClass.spaces.complement
        case "w": return .wordCharacters
        case "W": return CharacterClass.wordCharacters.complement
        case "h": return CharacterClass(ascii: "\t ").union(CharacterClass("\u{A0}"..."\u{3000}"))
        case "n": return CharacterClass(ascii: "\n")
        case "r": return CharacterClass(ascii: "\r")
        case "t": return CharacterClass(ascii: "\t")
        case "p": return try property()
        case "P":
            let before = roughClasses
            let characters = try property()
            guard roughClasses == before else { throw Unknown() }
            return characters.complement
        default:
            guard scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
                throw Unknown()
            }
            return CharacterClass(scalar...scalar)
        }
    }

    private mutating func property() throws(Unknown) -> CharacterClass {
        guard take("{") else { throw Unknown() }
        var name = ""
        while let scalar = next, scalar != "}" {
            name.unicodeScalars.append(scalar)
            offset += 1
        }
        guard take("}") else { throw Unknown() }
        // Whether a property of case minds the case where the expression does not is not the same in all releases.
        if isCaseless, ["Lu", "Ll"].contains(name) {
            roughClasses += 1
            name = "L"
        }
        // Exact in ASCII, so that the complement is right.
        switch name {
        case "L": return .letters(beyondASCII: true)
        case "Lu": return CharacterClass("A"..."Z").union(.beyondASCII)
        case "Ll": return CharacterClass("a"..."z").union(.beyondASCII)
        case "N", "Nd": return .digits.union(.beyondASCII)
        default: throw Unknown()
        }
    }

    private mutating func bracketed() throws(Unknown) -> CharacterClass {
        let isNegated = take("^")
        let before = roughClasses
        var characters = CharacterClass()
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            if next == "[", offset + 1 < scalars.count, ":.=".unicodeScalars.contains(scalars[offset + 1]) {
                throw Unknown()
            }
            let scalar = try self.scalar()
            guard scalar != "\\" else {
                characters = characters.union(try escapedClass())
                continue
            }
            var last = scalar
            if next == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" {
                offset += 1
                last = try self.scalar()
                // `[a-\d]` is an error in PCRE2, and an escaped end is not worth reading.
                guard last != "\\", scalar <= last else { throw Unknown() }
            }
            characters = characters.union(CharacterClass(scalar...last))
        }
        offset += 1
        characters = cased(characters)
        guard !isNegated || roughClasses == before else { throw Unknown() }
        return isNegated ? characters.complement : characters
    }
}

// Groups and look-around.
extension ShapeReader {
    private mutating func group() throws(Unknown) -> ShapeExpression {
        let outer = isCaseless
        defer { isCaseless = outer }
        guard take("?") else { return try captured() }
        if take(":") || take(">") { return try closed() }
        if take("=") { return .followed(symbols(of: try closed(), isNegated: false)) }
        if take("!") { return .followed(try excluded()) }
        if take("<=") { return .preceded(symbols(of: try closed(), isNegated: false)) }
        if take("<!") { return .preceded(try excluded()) }
        if take("i:") {
            isCaseless = true
            return try closed()
        }
        if take("-i:") {
            isCaseless = false
            return try closed()
        }
        guard take("<") || take("P<") else { throw Unknown() }
        while try scalar() != ">" {}
        return try captured()
    }

    private mutating func excluded() throws(Unknown) -> SymbolSet {
        let before = roughClasses
        let shape = try closed()
        return roughClasses == before ? symbols(of: shape, isNegated: true) : .everything
    }

    private mutating func captured() throws(Unknown) -> ShapeExpression {
        let index = groups.count
        // Inside itself a group has no shape yet; a reference to it is not read.
        groups.append(.repeated(.character(.anything), least: 0, most: nil))
        let shape = try closed()
        groups[index] = shape
        return shape
    }

    private mutating func closed() throws(Unknown) -> ShapeExpression {
        let shape = try choice()
        guard take(")") else { throw Unknown() }
        return shape
    }

    /// The symbols that may stand where a look-around is: exact for one character of ASCII, everything for what is longer.
    private func symbols(of shape: ShapeExpression, isNegated: Bool) -> SymbolSet {
        guard let characters = shape.oneCharacter else { return .everything }
        guard isNegated else {
            return characters.leads.isEmpty ? characters.single : characters.single.union(.beyondASCII)
        }
        var symbols = characters.complement.single.union(.beyondASCII)
        symbols.hasEdge = true
        return symbols
    }
}

extension ShapeExpression {
    /// The class, if this takes exactly one character.
    fileprivate var oneCharacter: CharacterClass? {
        switch self {
        case .character(let characters): characters
        case .sequence(let parts): parts.count == 1 ? parts[0].oneCharacter : nil
        case .choice(let branches):
            branches.reduce(CharacterClass() as CharacterClass?) { union, branch in
                union.flatMap { union in branch.oneCharacter.map(union.union) }
            }
        default: nil
        }
    }
}
