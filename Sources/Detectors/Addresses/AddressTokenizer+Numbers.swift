// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Numbers with what is glued to them.
extension AddressTokenizer {
    /// Digits with what is glued to them: 12а, 5к2, 12-34, 5/7, 8-я, 5th.
    mutating func number() {
        let start = index
        var form: AddressToken.NumberForm = [.plain]
        let digits = skipDigits()
        var value = 0
        for byte in bytes[start..<index].prefix(9) { value = value * 10 + Int(byte &- 0x30) }
        // The hyphen of «25-үй», which parts two words as a space would.
        var hyphen = 0
        while index < end {
            if let sign = ordinalSign(at: index) {
                form.remove(.plain)
                form.formUnion([.ordinal, .signed])
                index = sign
            } else if let word = wordBehindHyphen(index) {
                if word.roles.contains(.unitAfter) {
                    hyphen = 1
                    break
                }
                form.remove(.plain)
                form.insert(.ordinal)
                index = word.end
            } else if let letters = gluedLetters(from: index) {
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
        if hyphen == 0, isPiece(start) { form.insert(.piece) }
        if touchesComma(start) { form.insert(.comma) }
        var token = AddressToken(start: start, end: index, kind: .number, hasSpace: hasSpace, newlines: newlines)
        token.digits = digits
        token.value = value
        token.form = form
        index += hyphen
        append(token)
    }

    /// The end of a º or ª: "3º B", "3.ª".
    private func ordinalSign(at start: Int) -> Int? {
        let position = bytes[start] == UInt8(ascii: ".") ? start + 1 : start
        guard position + 1 < end, bytes[position] == 0xC2, bytes[position + 1] == 0xBA || bytes[position + 1] == 0xAA
        else { return nil }
        return position + 2
    }

    /// A word of addresses behind a hyphen: the unit that the number is of («25-үй»), or what makes it an ordinal («20-летия»).
    private func wordBehindHyphen(_ start: Int) -> (roles: AddressRoles, end: Int)? {
        guard let vocabulary, bytes[start] == UInt8(ascii: "-"), start + 1 < end, bytes[start + 1].isBeyondASCII else {
            return nil
        }
        var hash = WordHash()
        var position = start + 1
        while position < end, let letter = AddressLetter(at: position, in: bytes) {
            letter.add(to: &hash)
            position += letter.length
        }
        let roles = vocabulary.roles(of: hash.value)
        let isOrdinal =
            roles.contains(.particle) && !roles.contains(.measure) && position - start > Self.shortestOrdinal
        return roles.contains(.unitAfter) || isOrdinal ? (roles, position) : nil
    }

    /// Bytes; «-им» is an ending.
    private static let shortestOrdinal = 8

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
