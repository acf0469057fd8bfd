// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stretch of a folded text into words, numbers and marks.
struct AddressTokenizer {
    private let bytes: [UInt8]
    private let end: Int
    private let vocabulary: AddressVocabulary?
    private var index: Int
    private var tokens: [AddressToken] = []
    private var hasSpace = true
    private var newlines = 0
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

    private mutating func append(_ token: AddressToken) {
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

    // MARK: Numbers

    /// Digits with what is glued to them: 12а, 5к2, 12-34, 5/7, 8-я, 5th.
    private mutating func number() {
        let start = index
        var form: AddressToken.NumberForm = [.plain]
        let digits = skipDigits()
        var value = 0
        for byte in bytes[start..<index].prefix(9) { value = value * 10 + Int(byte &- 0x30) }
        while index < end {
            if let letters = gluedLetters(from: index) {
                form.remove(.plain)
                if letters.isOrdinal { form.insert(.ordinal) }
                index = letters.end
                _ = skipDigits()
            } else if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "/") {
                guard let next = joined(after: index + 1) else { break }
                form.formSymmetricDifference(.plain)
                form.remove(.plain)
                form.insert(next.isOrdinal ? .ordinal : .joined)
                index = next.end
            } else {
                break
            }
        }
        if isPiece(start) { form.insert(.piece) }
        if touchesComma(start) { form.insert(.comma) }
        var token = AddressToken(start: start, end: index, kind: .number, hasSpace: hasSpace, newlines: newlines)
        token.digits = digits
        token.value = value
        token.form = form
        append(token)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while index < end, bytes[index].isASCIIDigit { index += 1 }
        return index - start
    }

    /// One letter glued to a number, or the two of an English ordinal; more letters are a word of their own.
    private func gluedLetters(from start: Int) -> (end: Int, isOrdinal: Bool)? {
        var position = start
        var count = 0
        while position < end, let letter = AddressLetter(at: position, in: bytes) {
            count += 1
            position += letter.length
            if count > 2 { return nil }
        }
        if count == 1 { return (position, false) }
        guard count == 2, position == start + 2 else { return nil }
        let pair = (bytes[start].asciiLowercased, bytes[start + 1].asciiLowercased)
        let isOrdinal = Self.ordinals.contains { $0 == pair }
        return isOrdinal ? (position, true) : nil
    }

    private static let ordinals: [(UInt8, UInt8)] = ["st", "nd", "rd", "th"].map { text in
        let bytes = Array(text.utf8)
        return (bytes[0], bytes[1])
    }

    /// What follows a hyphen or slash inside a number: digits with a letter, or up to two letters («8-я», 12-А).
    private func joined(after start: Int) -> (end: Int, isOrdinal: Bool)? {
        var position = start
        while position < end, bytes[position].isASCIIDigit { position += 1 }
        let hasDigits = position > start
        var letters = 0
        while position < end, let letter = AddressLetter(at: position, in: bytes) {
            letters += 1
            position += letter.length
        }
        guard hasDigits ? letters <= 1 : (1...2).contains(letters) else { return nil }
        return (position, !hasDigits && bytes[start - 1] == UInt8(ascii: "-"))
    }

    /// Whether the number goes on beyond a point or colon, or belongs to an amount or a word of code.
    private func isPiece(_ start: Int) -> Bool {
        if start > 0 {
            let before = bytes[start - 1]
            switch before {
            case UInt8(ascii: "."), UInt8(ascii: ":"):
                if start > 1, bytes[start - 2].isASCIIDigit { return true }
            case UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "+"),
                UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "&"):
                return true
            case UInt8(ascii: "-"), UInt8(ascii: "/"):
                if start > 1, bytes[start - 2].isASCIIDigit { return true }
            default: break
            }
        }
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case UInt8(ascii: "."), UInt8(ascii: ":"): return index + 1 < bytes.count && bytes[index + 1].isASCIIDigit
        case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "="),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "^"):
            return true
        case UInt8(ascii: "-"), UInt8(ascii: "/"):
            return index + 1 < bytes.count && (bytes[index + 1].isASCIIAlphanumeric || bytes[index + 1].isBeyondASCII)
        case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0xB0
        case 0xE2: return index + 1 < bytes.count && bytes[index + 1] == 0x82
        default: return false
        }
    }

    private func touchesComma(_ start: Int) -> Bool {
        if start > 1, bytes[start - 1] == UInt8(ascii: ","), bytes[start - 2].isASCIIDigit { return true }
        return index + 1 < bytes.count && bytes[index] == UInt8(ascii: ",") && bytes[index + 1].isASCIIDigit
    }
}
