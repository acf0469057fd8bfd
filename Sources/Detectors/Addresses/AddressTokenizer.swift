// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stretch of a folded text into words, numbers and marks.
struct AddressTokenizer {
    let bytes: [UInt8]
    let end: Int
    let vocabulary: AddressVocabulary?
    var index: Int
    private var tokens: [AddressToken] = []
    private(set) var hasSpace = true
    private(set) var newlines = 0
    /// The hash after each letter of the word at hand, for stems.
    private var states = [WordHash](repeating: WordHash(), count: Self.longestStem)

    private static let longestStem = 48

    /// The tokens of `range`, with the roles that a vocabulary gives them.
    static func tokens(of bytes: [UInt8], in range: Range<Int>, _ vocabulary: AddressVocabulary?) -> [AddressToken] {
        var tokenizer = AddressTokenizer(bytes: bytes, range: range, vocabulary: vocabulary)
        tokenizer.run()
        vocabulary?.addPhrases(to: &tokenizer.tokens)
        return tokenizer.tokens
    }

    private init(bytes: [UInt8], range: Range<Int>, vocabulary: AddressVocabulary?) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
        self.vocabulary = vocabulary
        tokens.reserveCapacity(range.count / 5 + 4)
    }

    private mutating func run() {
        while index < end {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09, 0x0D:
                hasSpace = true
                index += 1
            case 0x0A:
                hasSpace = true
                newlines += 1
                index += 1
            case 0x30...0x39: number()
            default:
                if AddressLetter(at: index, in: bytes) != nil { word() } else { mark() }
            }
        }
    }

    mutating func append(_ token: AddressToken) {
        tokens.append(token)
        hasSpace = false
        newlines = 0
    }

    private mutating func mark() {
        let byte = bytes[index]
        let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let isArabicComma = byte == 0xD8 && index + 1 < end && (bytes[index + 1] == 0x8C || bytes[index + 1] == 0x9B)
        let isNumero = byte == 0xE2 && index + 2 < end && bytes[index + 1] == 0x84 && bytes[index + 2] == 0x96
        let last = min(index + width, end)
        var token = AddressToken(start: index, end: last, kind: .mark, hasSpace: hasSpace, newlines: newlines)
        token.mark = isArabicComma ? UInt8(ascii: ",") : isNumero ? UInt8(ascii: "#") : byte
        index = last
        append(token)
    }

    // MARK: Words

    private mutating func word() {
        let start = index
        var hash = WordHash()
        var letters = 0
        var capitals = 0
        var isCapital = false
        var script = AddressToken.Script.other
        while index < end, let letter = AddressLetter(at: index, in: bytes) {
            if letters == 0 {
                isCapital = letter.isCapital
                script = letter.script
            } else if letter.script != script, letter.script != .other, script != .other {
                break
            }
            capitals += letter.isCapital ? 1 : 0
            letter.add(to: &hash)
            if letters < Self.longestStem { states[letters] = hash }
            letters += 1
            index += letter.length
        }
        var token = AddressToken(start: start, end: index, kind: .word, hasSpace: hasSpace, newlines: newlines)
        token.letters = letters
        token.hash = hash.value
        token.isCapital = isCapital
        token.isUpper = capitals == letters
        token.script = script
        vocabulary?.setRoles(of: &token, states: states, in: bytes)
        append(token)
    }
}
