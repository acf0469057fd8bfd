// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Scripts whose letters look like each other's.
struct LookalikeScript: OptionSet, Hashable {
    let rawValue: UInt8

    // Computed and not stored: a stored one is behind a once-only check, which the pass over a text feels.
    static var latin: Self { Self(rawValue: 1) }
    static var cyrillic: Self { Self(rawValue: 2) }
    static var greek: Self { Self(rawValue: 4) }
    static var cherokee: Self { Self(rawValue: 8) }

    /// Each script alone, in the order of a row of `LookalikeTable.rows`.
    static let all: [Self] = [.latin, .cyrillic, .greek, .cherokee]

    /// Whether more than one script is in the set.
    var isMixed: Bool { rawValue & (rawValue &- 1) != 0 }
}

/// Letters of different scripts that look the same, and letters that look like digits.
enum LookalikeTable {
    /// One shape a row: Latin, Cyrillic, Greek, Cherokee; `-` where a script has no such letter.
    private static let rows = [
        "AАΑᎪ", "BВΒᏴ", "CСϹᏟ", "D--Ꭰ", "EЕΕᎬ", "G--Ꮐ", "HНΗᎻ", "IІΙ-", "JЈ-Ꭻ", "KКΚᏦ", "L--Ꮮ", "MМΜᎷ", "N-Ν-",
        "OОΟ-", "PРΡᏢ", "R--Ꭱ", "SЅ-Ꮪ", "TТΤᎢ", "V--Ꮩ", "W--Ꮃ", "XХΧ-", "YУΥᎩ", "Z-ΖᏃ",
        "aаα-", "cсϲ-", "dԁ--", "eе--", "hһ--", "iіι-", "jјϳ-", "kкκ-", "lӏ--", "oоο-", "pрρ-", "qԛ--", "sѕ--", "u-υ-",
        "v-ν-", "wԝ--", "xхχ-", "yуγ-",
        "-ГΓ-", "-ЛΛ-", "-ПΠ-", "-ФΦ-",
    ]

    /// Letters that stand in for others but that nobody writes a name with: nothing is resolved to them.
    private static let neverMeant = "ЅЈԁһјӏԛѕԝϹϲϳᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ"

    private static let twins: [UInt32: [LookalikeScript: [UInt8]]] = {
        let never = Set(neverMeant.unicodeScalars)
        var twins: [UInt32: [LookalikeScript: [UInt8]]] = [:]
        for row in rows {
            let letters = zip(LookalikeScript.all, row.unicodeScalars).filter { $0.1 != "-" }
            for (script, letter) in letters {
                for (other, twin) in letters where other != script && !never.contains(twin) {
                    twins[letter.value, default: [:]][other] = Array(String(twin).utf8)
                }
            }
        }
        return twins
    }()

    /// The UTF-8 of the letter of `script` that looks like `letter`; `nil` if there is none.
    static func twin(of letter: UInt32, in script: LookalikeScript) -> [UInt8]? {
        twins[letter]?[script]
    }

    /// The ASCII digit that a letter looks like: О and 0, З and 3, б and 6, l, I and 1.
    static func digit(like letter: UInt32) -> UInt8? {
        switch Unicode.Scalar(letter) {
        case "O", "o", "О", "о", "Ο", "ο": UInt8(ascii: "0")
        case "I", "l", "І", "Ӏ", "ӏ", "Ι": UInt8(ascii: "1")
        case "З", "з": UInt8(ascii: "3")
        case "б": UInt8(ascii: "6")
        default: nil
        }
    }
}
