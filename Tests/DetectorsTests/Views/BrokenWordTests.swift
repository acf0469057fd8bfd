// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Words that a hyphen breaks at the end of a line are read as one.
@Suite struct BrokenWordTests {
    @Test(arguments: [
        ("Фамилия: Ива-\nнов, имя Пётр", "PERSON:Ива-\nнов"),
        ("Договор подписал Пётр Ива-\r\nнов при свидетелях", "PERSON:Пётр Ива-\r\nнов"),
        ("it was signed by John Smi-\nth yesterday", "PERSON:John Smi-\nth"),
        ("> mail from John Smi-\n> th yesterday", "PERSON:John Smi-\n> th"),
        ("Письмо на ivan.pet-\nrov@mail.example", "EMAIL:ivan.pet-\nrov@mail.example"),
    ])
    func aWordGoesOnOnTheNextLine(text: String, wanted: String) throws {
        let found = try ShippedDictionaries.findings(in: text)
        #expect(found.contains(wanted), "\(found)")
    }

    @Test(arguments: [
        "Как всё-\nтаки быть, кто-\nнибудь знает?", "a well-\nknown state-\nof-the-art method", "- \nслово", "-\nа",
        "список:\n-\nпервое", "end of-",
    ])
    func whatIsWrittenWithAHyphenIsNoFinding(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    @Test func theHalvesOfADoubleNameStayTwo() throws {
        let found = try ShippedDictionaries.findings(in: "Анна Петрова-\nВодкина пришла")
        #expect(found == ["PERSON:Анна Петрова", "PERSON:Водкина"], "\(found)")
    }
}
