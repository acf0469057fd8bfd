// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

/// Values of no country in whole texts, and what resembles them.
@Suite struct GlobalDetectionTests {
    struct Prompt: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [String]

        init(_ text: String, _ expected: [String]) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { String(text.prefix(40)) }
    }

    @Test(arguments: [
        Prompt("MAC 00:1B:44:11:3A:B7", ["MAC_ADDRESS:00:1B:44:11:3A:B7"]),
        Prompt("координаты 55.751244, 37.618423", ["COORDINATES:55.751244, 37.618423"]),
        Prompt("диапазон 10.0.0.5-10.0.0.9", ["IP_ADDRESS:10.0.0.5", "IP_ADDRESS:10.0.0.9"]),
        Prompt(
            "родилась 12.05.1985, паспорт выдан 03.02.2010; возраст: 40",
            ["DATE_OF_BIRTH:12.05.1985", "AGE:40"]),
        Prompt(
            "I am @night_owl_77, mail owl@example.com, home /home/nowl/src",
            ["USERNAME:@night_owl_77", "EMAIL:owl@example.com", "USERNAME:nowl"]),
        Prompt("link https://t.me/ivan_p83 и всё", ["PERSONAL_URL:https://t.me/ivan_p83"]),
        Prompt(
            "IMEI 359192667534913, ICCID 8970199908961280105", ["IMEI:359192667534913", "ICCID:8970199908961280105"]),
        Prompt("عمره ٣٤ سنة وتاريخ ميلاده ١٤/٠٣/١٩٨٧", ["AGE:٣٤", "DATE_OF_BIRTH:١٤/٠٣/١٩٨٧"]),
    ])
    func valuesOfNoCountryAreFoundWhole(_ prompt: Prompt) throws {
        #expect(try ShippedDictionaries.findings(in: prompt.text) == prompt.expected)
    }

    @Test(arguments: ["ivan@mail.ru", "ivan%40mail.ru"])
    func aLinkKnowsTheAddressInIt(address: String) throws {
        let found = try ShippedDictionaries.detections(in: "https://shop.example.com/orders?login=\(address)")
        #expect(found.map(\.type.rawValue) == ["PERSONAL_URL"])
        #expect(found.first?.absorbed.contains(EntityType(rawValue: "EMAIL")) == true)
    }

    @Test(arguments: [
        "ISBN 978-5-17-118366-6", "ISBN-13: 9785171183666", "ISBN 5-17-118366-X", "ISBN: 978-3-16-148410-0",
        "договор от 14.03.2019, счет от 15.03.2019", "опыт 10 лет, компании 30 лет",
        "@Override\npublic void run() {}", "npm i @angular/core@17", "@media print { a { color: red } }",
        "fingerprint 16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "loss 0.995773, 0.117112, 0.002233",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "https://github.com/apple/swift-nio",
        "C:\\Users\\Public\\Documents and /home/runner/work", "uuid 550e8400-e29b-41d4-a716-446655440000",
    ])
    func whatResemblesThemIsLeft(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    /// An address is found behind every kind of text, at every distance from its start.
    @Test(arguments: 0..<60) func anAddressIsFoundWhereverItStands(distance: Int) throws {
        let address = "1RVf5B93dgt5SGz4EYcj4epB4CFK2EUgQ"
        for filler in ["a ", "x", "0x"] {
            let before = String(repeating: filler, count: distance) + " "
            #expect(try ShippedDictionaries.findings(in: before + address).last == "CRYPTO:\(address)")
        }
    }
}
