// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Testing

/// What the engine finds in whole prompts, with the dictionaries and names of this checkout.
@Suite struct IdentifierDetectionTests {
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
        Prompt(
            "Клиент просит перевыпуск: СНИЛС 158-813-998 21, ИНН 504726714775, паспорт 45 10 123456, звонить +7 912 345-67-89.",
            [
                "RU_SNILS:158-813-998 21", "RU_INN:504726714775", "RU_PASSPORT:45 10 123456", "PHONE:+7 912 345-67-89",
            ]),
        Prompt(
            "Please check: customer a.smith@example.com, card 4276 8881 4401 9012, SSN 536-90-4399, IP 185.23.14.77.",
            ["EMAIL:a.smith@example.com", "CARD:4276 8881 4401 9012", "US_SSN:536-90-4399", "IP_ADDRESS:185.23.14.77"]),
        Prompt(
            "رقم الهوية ١٥٥٦٩٦٣٢٧٨ والجوال ٠٥٥١٢٣٤٥٦٧ والبريد ahmad@example.sa",
            ["SA_NATIONAL_ID:١٥٥٦٩٦٣٢٧٨", "PHONE:٠٥٥١٢٣٤٥٦٧", "EMAIL:ahmad@example.sa"]),
        Prompt(
            "Переведи на английский: Emirates ID 784-1984-4503784-3, счет AE850330442248527220226, тел. +971 50 123 4567",
            ["AE_EMIRATES_ID:784-1984-4503784-3", "IBAN:AE850330442248527220226", "PHONE:+971 50 123 4567"]),
        Prompt(
            "Реквизиты: ИНН/КПП 7748648870/774801001, ОГРН 1081601610551; ИП: ОГРНИП 315784776472589",
            ["RU_INN:7748648870", "RU_KPP:774801001", "RU_OGRN:1081601610551", "RU_OGRNIP:315784776472589"]),
        Prompt(
            "NHS number 711 028 5944, NI number AB 12 34 56 C, الرقم القومي 29003150112345, Civil ID 284051754731",
            [
                "UK_NHS:711 028 5944", "UK_NINO:AB 12 34 56 C", "EG_NATIONAL_ID:29003150112345",
                "KW_CIVIL_ID:284051754731",
            ]),
        Prompt(
            "DATABASE_URL=postgres://app:s3cret@db.internal:5432/orders",
            ["URL_CREDENTIALS:app:s3cret@db.internal:5432"]),
        Prompt(
            "https://ivan:parol1@mail.example.ru/in — это ссылка коллеги",
            ["URL_CREDENTIALS:ivan:parol1@mail.example.ru"]),
        Prompt("password: Heather*Moss77", ["SECRET:Heather*Moss77"]),
        Prompt("password: P@ss(word)1", ["SECRET:P@ss(word)1"]),
        Prompt("пароль: Kabanov-1988*", ["SECRET:Kabanov-1988*"]),
    ])
    func promptsOfMixedLanguagesGiveEveryValueWhole(_ prompt: Prompt) throws {
        #expect(try ShippedDictionaries.findings(in: prompt.text) == prompt.expected)
    }

    @Test(arguments: [
        "Обнови зависимость до версии 1.2.3.4, сборка 10.0.19041.1",
        "git show 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "ts=1700000000000 и 1731600000123",
        "created_at: 1700000000, expires: 1731600000",
        "Цена 12 500 000 руб., скидка 1 250 000 ₽, итого $3,200,000.50",
        "Встреча 15.03.2024 в 10:30, перенос на 2024-03-16 11:45:00",
        "Заказ № 2024118837, артикул 100500200300",
        "Follow up in 3 days. 03/09/25 2214", "password: *****", "password: getpass(user1)", "Password: required*",
        "Deploy to S3, EKS and C4; run on t3.medium",
        "ISBN 978-5-17-118366-6, ISSN 0317-8471",
        "0.7720819678 и 3.14159265358979",
        "порты 8080, 8443, 9090; диапазон 1000-2000",
        "ряд чисел 55.751244, 37.618423",
        "ГОСТ 34.12-2018, RFC 5321, 152-ФЗ",
        "std::vector<std::pair<int, int>> a{1, 2};",
        "@dataclass\nclass A: pass",
        "отпечаток 00:1B:44:11:3A:B7:00:1B:44:11:3A:B7:00:1B:44:11",
        "الإصدار 1.2.3.4 صدر عام 2024",
        "password: required, token: string",
    ])
    func whatOnlyLooksLikeAValueIsLeft(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    @Test(arguments: [
        Prompt("СНИЛС 158-813-998\u{A0}21", ["RU_SNILS:158-813-998\u{A0}21"]),
        Prompt("СНИЛС 158\u{2011}813–998 21", ["RU_SNILS:158\u{2011}813–998 21"]),
        Prompt("СНИЛС 158-8\u{200B}13-998 21", ["RU_SNILS:158-8\u{200B}13-998 21"]),
        Prompt("ИНН 77208\u{200C}196\u{200D}78", ["RU_INN:77208\u{200C}196\u{200D}78"]),
        Prompt("СНИЛС １５８-８１３-９９８ ２１", ["RU_SNILS:１５８-８１３-９９８ ２１"]),
        Prompt("СНИЛС ٤٥٦", []),
        Prompt("СНИЛС ١٥٨-٨١٣-٩٩٨ ٢١", ["RU_SNILS:١٥٨-٨١٣-٩٩٨ ٢١"]),
        Prompt("СНИЛС 158.813.998.21", ["RU_SNILS:158.813.998.21"]),
        Prompt("СНИЛС 158-813-\n998 21", ["RU_SNILS:158-813-\n998 21"]),
        Prompt("ИНН 7720 819 678", ["RU_INN:7720 819 678"]),
        Prompt("رقم الهويــة 155 696 3278", ["SA_NATIONAL_ID:155 696 3278"]),
        Prompt("رقم الهوية 15569\u{200F}63278", ["SA_NATIONAL_ID:15569\u{200F}63278"]),
        Prompt("почта jаne@example.com", ["EMAIL:jаne@example.com"]),
        Prompt("почта ivan＠example.ru", ["EMAIL:ivan＠example.ru"]),
        Prompt("почта иван@почта.рф", ["EMAIL:иван@почта.рф"]),
        Prompt("тел. +7\u{A0}912–345.67  89", ["PHONE:+7\u{A0}912–345.67  89"]),
        Prompt("карта ٤٢٧٦ ٨٨٨١ ٤٤٠١ ٩٠١٢", ["CARD:٤٢٧٦ ٨٨٨١ ٤٤٠١ ٩٠١٢"]),
    ])
    func spellingsThatHideAValueAreFoundWhereTheyStand(_ prompt: Prompt) throws {
        #expect(try ShippedDictionaries.findings(in: prompt.text) == prompt.expected)
    }

    @Test(arguments: [
        Prompt("СНИЛС 158-813-998 22", ["RU_SNILS:158-813-998 22"]),
        Prompt("ИНН: 7720819679", ["RU_INN:7720819679"]),
        Prompt("карта 4276 8881 4401 9013", ["CARD:4276 8881 4401 9013"]),
        Prompt("IBAN DE90488619307336882835", ["IBAN:DE90488619307336882835"]),
    ])
    func aMistypedNumberUnderItsNameIsFoundWithLessConfidence(_ prompt: Prompt) throws {
        let mistyped = try ShippedDictionaries.detections(in: prompt.text)
        #expect(try ShippedDictionaries.findings(in: prompt.text) == prompt.expected)
        let right =
            String(prompt.text.dropLast())
            + (["22": "1", "79": "8", "13": "2", "35": "4"][prompt.text.suffix(2)] ?? "")
        #expect(try #require(mistyped.first).score < #require(ShippedDictionaries.detections(in: right).first).score)
    }

    @Test(arguments: ["7720819678", "1556963278", "1081601610551", "711 028 5944", "4510123456"])
    func aNumberThatOneInTenPassesNeedsASecondWitness(number: String) throws {
        #expect(try ShippedDictionaries.findings(in: "значение \(number) записано") == [])
    }

    @Test(arguments: [
        ("snils", "15881399821", "RU_SNILS"), ("clientInn", "7720819678", "RU_INN"), ("Телефон", "9123456789", "PHONE"),
        ("passport_number", "4510123456", "RU_PASSPORT"), ("رقم الهوية", "1556963278", "SA_NATIONAL_ID"),
        ("db_password", "tr0ub4dor&3", "SECRET"), ("card-number", "4276888144019012", "CARD"),
    ])
    func theNameOfTheFieldIsEvidence(field: String, value: String, type: String) throws {
        #expect(try ShippedDictionaries.findings(in: value, field: field) == ["\(type):\(value)"])
    }
}
