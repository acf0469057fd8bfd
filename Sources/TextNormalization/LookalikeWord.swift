// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A letter of a script that `LookalikeScript` knows, or an ASCII digit.
struct WordCharacter {
    let scalar: UInt32
    /// Where it starts, and its length in bytes.
    let offset: Int
    let count: Int
    /// Empty for a digit.
    let script: LookalikeScript

    var isDigit: Bool { script.isEmpty }

    /// The character at `offset` of valid UTF-8; `nil` if it is none of these or the text has ended.
    @inline(__always)
    init?(_ text: Span<UInt8>, at offset: Int) {
        guard offset < text.count else { return nil }
        let lead = text[offset]
        self.offset = offset
        switch lead {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): (scalar, count, script) = (UInt32(lead), 1, [])
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            (scalar, count, script) = (UInt32(lead), 1, .latin)
        // Only leads of the blocks below: most other text is told apart by one byte.
        case 0xC3...0xD4, 0xE1:
            guard let decoded = UTF8Scalar.decode(text, at: offset), let script = Self.script(of: decoded.scalar)
            else { return nil }
            (scalar, count, self.script) = (decoded.scalar, decoded.count, script)
        default: return nil
        }
    }

    private static func script(of scalar: UInt32) -> LookalikeScript? {
        switch scalar {
        case 0x400..<0x530: .cyrillic
        case 0xC0..<0x250: scalar == 0xD7 || scalar == 0xF7 ? nil : .latin
        case 0x370..<0x400: scalar == 0x37E || scalar == 0x387 ? nil : .greek
        case 0x13A0..<0x1400: .cherokee
        default: nil
        }
    }
}

/// Letters and digits in a row: where they stand and how many of each.
struct Word {
    let start: Int
    private(set) var end: Int
    private(set) var digits = 0
    private(set) var letters = 0
    private(set) var scripts: LookalikeScript = []

    init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    mutating func add(_ character: WordCharacter) {
        end = character.offset + character.count
        scripts.formUnion(character.script)
        if character.isDigit { digits += 1 } else { letters += 1 }
    }
}

/// Numbers that follow each other with little between them.
struct NumberRow {
    private(set) var digits = 0
    private(set) var letters = 0
    /// The words of the row in which letters pose as digits.
    private(set) var posing: [Word] = []
    private var end: Int?

    private static let numberSign = Array(" № ".utf8)

    var isEmpty: Bool { end == nil }

    mutating func add(_ word: Word) {
        digits += word.digits
        letters += word.letters
        if word.letters > 0 { posing.append(word) }
        end = word.end
    }

    /// Whether at most two separators stand between the row and `word`; a line may end after a hyphen.
    func isContinued(by word: Word, in text: [UInt8]) -> Bool {
        guard let end, word.start - end <= 6 else { return false }
        if text[end..<word.start].elementsEqual(Self.numberSign) { return true }
        guard word.start - end <= 2 else { return false }
        for offset in end..<word.start {
            switch text[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): break
            case UInt8(ascii: "("), UInt8(ascii: ")"): break
            case UInt8(ascii: "\n"): guard offset > end, text[offset - 1] == UInt8(ascii: "-") else { return false }
            default: return false
            }
        }
        return true
    }
}
