// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes random JSON whose meaning is known, in three scripts and with escapes of every kind.
struct RandomJSON {
    /// A string that was written: where it is, and what it says.
    struct Written {
        let path: [String]
        let text: [Unicode.Scalar]
    }

    private var generator: SeededGenerator
    private(set) var strings: [Written] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    /// A document; `strings` lists what its strings say.
    mutating func document() -> String {
        strings = []
        return value(depth: 0, path: [])
    }

    mutating func text(maxLength: Int = 12) -> [Unicode.Scalar] {
        (0..<number(below: maxLength + 1)).map { _ in scalar() }
    }

    /// A string literal that says `text`, each scalar in one of its spellings.
    mutating func literal(_ text: some Sequence<Unicode.Scalar>) -> String {
        "\"" + text.map { spelling($0) }.joined() + "\""
    }

    private mutating func value(depth: Int, path: [String]) -> String {
        switch number(below: depth > 4 ? 6 : 9) {
        case 0: return ["true", "false", "null"][number(below: 3)]
        case 1: return ["0", "-1", "3.25", "1e9", "12345678901"][number(below: 5)]
        case 2...5:
            let text = text()
            strings.append(Written(path: path, text: text))
            return literal(text)
        case 6:
            let elements = (0..<number(below: 4)).map { value(depth: depth + 1, path: path + ["\($0)"]) }
            return "[" + space() + elements.joined(separator: "," + space()) + "]"
        default:
            let members = (0..<number(below: 4)).map { index in
                let key = Array("\(index)".unicodeScalars) + text(maxLength: 4)
                var name = ""
                name.unicodeScalars.append(contentsOf: key)
                return literal(key) + space() + ":" + space() + value(depth: depth + 1, path: path + [name])
            }
            return "{" + members.joined(separator: space() + "," + space()) + space() + "}"
        }
    }

    private mutating func space() -> String { ["", "", " ", "\n\t", "\r\n"][number(below: 5)] }

    private mutating func scalar() -> Unicode.Scalar {
        let pools = [
            "abzXYZ019 _-.@", "абвЯёЖ«»№", "محمد٠١ةى", "\"\\/\u{8}\u{C}\n\r\t", "\u{200F}\u{301}\u{64B}\u{0}", "😀𐍈🇷",
        ]
        let pool = Array(pools[number(below: pools.count)].unicodeScalars)
        return pool[number(below: pool.count)]
    }

    private mutating func spelling(_ scalar: Unicode.Scalar) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": #"\""#, "\\": #"\\"#, "/": #"\/"#, "\u{8}": #"\b"#, "\u{C}": #"\f"#, "\n": #"\n"#, "\r": #"\r"#,
            "\t": #"\t"#,
        ]
        let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
        switch number(below: 4) {
        case 0: return escaped(scalar)
        case 1: return short[scalar] ?? (mustEscape ? escaped(scalar) : String(scalar))
        default: return mustEscape ? short[scalar] ?? escaped(scalar) : String(scalar)
        }
    }

    private mutating func escaped(_ scalar: Unicode.Scalar) -> String {
        let upper = number(below: 2) == 0
        return String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: upper)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
