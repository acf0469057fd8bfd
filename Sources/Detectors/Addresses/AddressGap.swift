// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What stands between two components: marks and line breaks, also those of quoted mail.
struct AddressGap {
    /// The first token behind what comes before, and the one where the next component may begin.
    let start: Int
    private(set) var end: Int
    let newlines: Int
    private(set) var commas = 0
    private(set) var hasPoint = false
    private(set) var hasBracket = false

    var marks: Int { end - start }

    private static let mostMarks = 6

    /// The same gap with words up to `end` in it.
    func passing(_ end: Int) -> Self {
        var gap = self
        gap.end = end
        return gap
    }

    /// The gap after the token before `index`; `nil` where an address cannot go on.
    init?(after index: Int, in tokens: [AddressToken]) {
        var position = index
        var newlines = 0
        while position < tokens.count, tokens[position].kind == .mark || tokens[position].has(.filler) {
            let token = tokens[position]
            newlines += token.newlines
            if token.kind == .word {
                position += 1
                continue
            }
            switch token.mark {
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                commas += 1
                guard commas <= 2 else { return nil }
            case UInt8(ascii: "."):
                guard !hasPoint else { return nil }
                hasPoint = true
            case UInt8(ascii: "("), UInt8(ascii: ")"): hasBracket = true
            case UInt8(ascii: "\""): break
            case UInt8(ascii: "-"): guard token.hasSpace else { return nil }
            // Marks of quoted mail, which stand at the start of a line.
            case UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "|"): guard newlines > 0 else { return nil }
            // The sign of a flat belongs to what follows.
            case UInt8(ascii: "#"):
                start = index
                end = position
                self.newlines = newlines
                return
            default: return nil
            }
            position += 1
            guard position - index <= Self.mostMarks else { return nil }
        }
        guard position < tokens.count else { return nil }
        start = index
        end = position
        self.newlines = newlines + tokens[position].newlines
    }
}
