// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One letter of a script whose names we know, with its lower case. One or two bytes of UTF-8.
struct NameLetter {
    let script: NameToken.Script
    let length: Int
    let isCapital: Bool
    let lowerLead: UInt8
    let lowerTrail: UInt8

    /// The letter that begins at `index`; `nil` if none does.
    init?(at index: Int, in bytes: [UInt8]) { self.init(at: index, in: bytes.span) }

    /// The same in bytes that are lent.
    init?(at index: Int, in bytes: Span<UInt8>) {
        let lead = bytes[index]
        if lead < 0x80 {
            let lower = lead | 0x20
            guard lower >= 0x61, lower <= 0x7A else { return nil }
            self.init(.latin, length: 1, isCapital: lead != lower, lead: lower, trail: 0)
            return
        }
        guard lead >= 0xC3, lead <= 0xDB, index + 1 < bytes.count else { return nil }
        let trail = bytes[index + 1]
        switch lead {
        case 0xD0: self.init(cyrillicD0: trail)
        case 0xD1: self.init(.cyrillic, length: 2, isCapital: false, lead: lead, trail: trail)
        case 0xD2, 0xD3:
            self.init(.cyrillic, length: 2, isCapital: trail & 1 == 0, lead: lead, trail: trail | 1)
        case 0xD8 where trail >= 0xA0,
            0xD9 where trail <= 0x8A,
            0xDA,
            0xDB where trail <= 0x95:
            self.init(.arabic, length: 2, isCapital: false, lead: lead, trail: trail)
        case 0xC3 where trail == 0x9F:
            // ß has no capital.
            self.init(.latin, length: 2, isCapital: false, lead: lead, trail: trail)
        case 0xC3 where trail != 0x97 && trail != 0xB7:
            self.init(.latin, length: 2, isCapital: trail < 0xA0, lead: lead, trail: trail | 0x20)
        case 0xC4 where trail <= 0xB7, 0xC5 where trail >= 0x8A && trail <= 0xB7:
            self.init(.latin, length: 2, isCapital: trail & 1 == 0, lead: lead, trail: trail | 1)
        case 0xC4 where trail >= 0xB9 && trail & 1 == 1 && trail < 0xBF,
            0xC5 where trail <= 0x87 && trail & 1 == 1 || trail >= 0xB9 && trail & 1 == 1 && trail < 0xBF:
            // Ĺ to Ň and Ź to Ž, whose capitals are odd: «Łukasz», «Žižek».
            self.init(.latin, length: 2, isCapital: true, lead: lead, trail: trail + 1)
        case 0xC4, 0xC5:
            self.init(.latin, length: 2, isCapital: false, lead: lead, trail: trail)
        default: return nil
        }
    }

    /// А–Я, а–п and the letters of Ukrainian, Serbian and Belarusian before them.
    private init(cyrillicD0 trail: UInt8) {
        switch trail {
        case 0x80...0x8F: self.init(.cyrillic, length: 2, isCapital: true, lead: 0xD1, trail: trail + 0x10)
        case 0x90...0x9F: self.init(.cyrillic, length: 2, isCapital: true, lead: 0xD0, trail: trail + 0x20)
        case 0xA0...0xAF: self.init(.cyrillic, length: 2, isCapital: true, lead: 0xD1, trail: trail - 0x20)
        default: self.init(.cyrillic, length: 2, isCapital: false, lead: 0xD0, trail: trail)
        }
    }

    private init(_ script: NameToken.Script, length: Int, isCapital: Bool, lead: UInt8, trail: UInt8) {
        self.script = script
        self.length = length
        self.isCapital = isCapital
        lowerLead = lead
        lowerTrail = trail
    }
}
