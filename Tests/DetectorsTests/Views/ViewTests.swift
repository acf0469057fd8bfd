// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing
import TextNormalization

/// Values that stand only in another reading of a text, and what must not become one.
@Suite struct ViewTests {
    @Test(
        "An encoded value is found as its whole run",
        arguments: [
            ("ИНН NzcyMDgxOTY3OA== в базе", "RU_INN:NzcyMDgxOTY3OA=="),
            ("ИНН NzcyMDgxOTY3OA в базе", "RU_INN:NzcyMDgxOTY3OA"),
            ("data:text/plain;base64,0JjQndCdIDc3MjA4MTk2Nzg=", "RU_INN:0JjQndCdIDc3MjA4MTk2Nzg="),
            ("ИНН 37373230383139363738", "RU_INN:37373230383139363738"),
            ("ИНН 37 37 32 30 38 31 39 36 37 38.", "RU_INN:37 37 32 30 38 31 39 36 37 38"),
            ("=D0=98=D0=9D=D0=9D 7720819678", "RU_INN:7720819678"),
            ("mail aXZhbkBleGFtcGxlLnJ1", "EMAIL:aXZhbkBleGFtcGxlLnJ1"),
            ("ИНН 77=\n20819678 в письме=3D", "RU_INN:77=\n20819678"),
            // base64 of base64, base64 of hexadecimal
            ("ИНН TnpjeU1EZ3hPVFkzT0E9PQ==", "RU_INN:TnpjeU1EZ3hPVFkzT0E9PQ=="),
            ("ИНН MzczNzMyMzAzODMxMzkzNjM3Mzg=", "RU_INN:MzczNzMyMzAzODMxMzkzNjM3Mzg="),
            ("ИНН &#55;&#55;20819678", "RU_INN:&#55;&#55;20819678"),
            ("ИНН %37%37%32%30819678", "RU_INN:%37%37%32%30819678"),
        ])
    func encodedValuesAreFound(text: String, finding: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [finding])
    }

    @Test(
        "A number in words is found as exactly its words",
        arguments: [
            (
                "звоните восемь девятьсот двенадцать сто двадцать три сорок пять шестьдесят семь вечером",
                "PHONE:восемь девятьсот двенадцать сто двадцать три сорок пять шестьдесят семь"
            ),
            (
                "телефон плюс семь, девять один два, три четыре пять, шесть семь, восемь девять",
                "PHONE:плюс семь, девять один два, три четыре пять, шесть семь, восемь девять"
            ),
            (
                "ИНН семьдесят семь двадцать, восемьдесят один, девяносто шесть семьдесят восемь",
                "RU_INN:семьдесят семь двадцать, восемьдесят один, девяносто шесть семьдесят восемь"
            ),
            ("ИНН 7720 восемьдесят один 9678", "RU_INN:7720 восемьдесят один 9678"),
            (
                "call me on oh two oh, seven nine four six, oh nine five eight please",
                "PHONE:oh two oh, seven nine four six, oh nine five eight"
            ),
            (
                "my phone is double five five one double two three four six seven",
                "PHONE:double five five one double two three four six seven"
            ),
            (
                "SSN five hundred thirty-six, ninety, forty-three ninety-nine",
                "US_SSN:five hundred thirty-six, ninety, forty-three ninety-nine"
            ),
            (
                "جوال صفر خمسة خمسة واحد اثنان ثلاثة أربعة خمسة ستة سبعة شكرا",
                "PHONE:صفر خمسة خمسة واحد اثنان ثلاثة أربعة خمسة ستة سبعة"
            ),
        ])
    func numbersInWordsAreFound(text: String, finding: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [finding])
    }

    @Test(
        "An address that is spelled out is found",
        arguments: [
            ("пишите иван собака mail точка ru сегодня", "EMAIL:иван собака mail точка ru"),
            ("почта: ivan точка petrov собачка yandex точка ру", "EMAIL:ivan точка petrov собачка yandex точка ру"),
            ("john dot smith at mail dot example dot com", "EMAIL:john dot smith at mail dot example dot com"),
            ("write to john_smith [at] example.com now", "EMAIL:john_smith [at] example.com"),
            ("ivan@mail точка ru", "EMAIL:ivan@mail точка ru"),
            ("البريد ahmad آت example نقطة com", "EMAIL:ahmad آت example نقطة com"),
        ])
    func spelledAddressesAreFound(text: String, finding: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [finding])
    }

    @Test(
        "Digits are one number whatever stands between them",
        arguments: [
            ("СНИЛС 158/813/998/21", "RU_SNILS:158/813/998/21"),
            ("СНИЛС **158**-813-**998** 21", "RU_SNILS:158**-813-**998** 21"),
            ("ИНН 7_7_2_0_8_1_9_6_7_8", "RU_INN:7_7_2_0_8_1_9_6_7_8"), ("ИНН __7720819678__", "RU_INN:7720819678"),
            ("ИНН 7720\n819\n678", "RU_INN:7720\n819\n678"),
            ("IBAN DE89/3704/0044/0532/0130/00", "IBAN:DE89/3704/0044/0532/0130/00"),
        ])
    func separatedDigitsAreFound(text: String, finding: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [finding])
    }

    @Test(
        "Ordinary text does not become a value",
        arguments: [
            "look at example.com", "Собака лает. Точка.", "мы были вдвоем, два часа, три дня, четыре ночи",
            "one two three four", "1, 2, 3, 4, 5, 6, 7, 8", "12 500 000 или 13 250 000", "0.1171 (0.0022)",
            "responsibility of internationalization", "9fceb02d0ae598e95dc970b74767f19372d61af8", "x=41, y=42; z == 43",
            "16/08/2000 03:48", "version 10.0.19041.1234", "a = [1, 2, 3]; b = a**2 + 10**6", "item_123456_v2 = load()",
            "https://example.com/a%20b?id=12&amp;x=1", "C:\\new\\table\\2024",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        ])
    func ordinaryTextStaysOrdinary(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    @Test func theTraceNamesTheView() throws {
        let detection = try #require(
            try ShippedDictionaries.detections(in: "ИНН NzcyMDgxOTY3OA==", explains: true).first)
        #expect(detection.trace.contains { $0.name == "view base64" })
    }

    @Test func aValueFarIntoALongTextIsFoundWithItsOwnContext() throws {
        let filler = String(repeating: "Обсудили планы на неделю и разошлись. ", count: 120)
        let text = filler + "ИНН NzcyMDgxOTY3OA== в базе. " + filler + "СНИЛС 158/813/998/21. " + filler
        #expect(try ShippedDictionaries.findings(in: text) == ["RU_INN:NzcyMDgxOTY3OA==", "RU_SNILS:158/813/998/21"])
    }
}
