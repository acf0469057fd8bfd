// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import ZavesaTesting

/// Tables in running text: the head of a column says what stands in each of its rows.
@Suite struct TabularTextTests {
    /// Dates that only the head of their column makes those of birth, three rows below it.
    private static let people = [
        ["ФИО", "Дата рождения", "Комментарий"],
        ["Ким Роман Чанович", "15.11.1985", "звонить после пяти вечера, не раньше"],
        ["Зотова Алла Игоревна", "02.03.1990", "просила прислать документы на бумаге"],
        ["Бек Тимур Маратович", "30.07.1972", "документы получил"],
    ]
    private static let dates = people.dropFirst().map { "DATE_OF_BIRTH:\($0[1])" }

    private func dates(in text: String) throws -> [String] {
        try ShippedDictionaries.findings(in: text).filter { $0.hasPrefix("DATE_OF_BIRTH") }
    }

    @Test(arguments: [";", "\t", ",", "|", " ; ", " | ", "    "])
    func theHeadOfAColumnSpeaksForEachRow(separator: String) throws {
        let quote = separator == "," ? "\"" : ""
        let lines = Self.people.map { $0.map { "\(quote)\($0)\(quote)" }.joined(separator: separator) }
        #expect(try dates(in: "Вот выгрузка:\n" + lines.joined(separator: "\n") + "\nСпасибо!") == Self.dates)
    }

    @Test func aTableOfMarkdownIsRead() throws {
        let rows = Self.people.map { "| " + $0.joined(separator: " | ") + " |" }
        let text = ([rows[0], "|---|:---:|---|"] + rows.dropFirst()).joined(separator: "\r\n")
        #expect(try dates(in: text) == Self.dates)
    }

    @Test(arguments: [
        ("name,email\nKofi,kofi.m@mail.example\nImani,imani@mail.example", ["PERSON:Kofi", "PERSON:Imani"]),
        ("الاسم;الجوال\nلؤي;0551234567\nرهف;0559876543", ["PERSON:لؤي", "PERSON:رهف"]),
        ("Клиент;Паспорт\nООО «Вега»;\nЛыков;4509 123456", ["PERSON:Лыков", "RU_PASSPORT:4509 123456"]),
    ])
    func shortCellsAreKnownByTheirColumn(text: String, wanted: [String]) throws {
        let found = try ShippedDictionaries.findings(in: text)
        for finding in wanted { #expect(found.contains(finding), "\(finding) not in \(found)") }
    }

    @Test(
        "A column's name speaks for its values in rows of SQL, too",
        arguments: [
            (
                "INSERT INTO users (username, password) VALUES ('kmaria77', 'Lato2024!');",
                ["USERNAME:kmaria77", "SECRET:Lato2024!"]
            ),
            (
                "insert into `c` (name, passport)\nvalues\n  ('Лыков', '4510123456'),\n  ('Цой', '4510123457');",
                ["PERSON:Лыков", "RU_PASSPORT:4510123456", "PERSON:Цой", "RU_PASSPORT:4510123457"]
            ),
            (
                "name     passport\nЛыков    4510123456\nЦой      4510123457",
                ["PERSON:Лыков", "RU_PASSPORT:4510123457"]
            ),
            (
                "Name        DOB\n---------   ----------\nAnn Lee     11/15/1985\nJohn Smi    05/05/1980",
                ["DATE_OF_BIRTH:11/15/1985", "DATE_OF_BIRTH:05/05/1980"]
            ),
            (
                #"{"columns": ["login", "password"], "index": [0, 1], "data": [["kmaria77", "Lato2024!"], ["pete", "Zi-2023?"]]}"#,
                ["USERNAME:kmaria77", "SECRET:Lato2024!", "SECRET:Zi-2023?"]
            ),
            (
                #"[["ФИО", "Паспорт"], ["Лыков", "4510123456"], ["Цой", 4510123457]]"#,
                ["PERSON:Лыков", "RU_PASSPORT:4510123456", "RU_PASSPORT:4510123457"]
            ),
            (" name | passport\n------+---------\n Лыков | 4510123456\n Цой | 4510123457", ["RU_PASSPORT:4510123457"]),
        ])
    func rowsOfDatabases(text: String, wanted: [String]) throws {
        let found = try ShippedDictionaries.findings(in: text)
        for finding in wanted { #expect(found.contains(finding), "\(finding) not in \(found)") }
    }

    @Test(
        "Statements that end too early, or say more than their columns, add nothing",
        arguments: [
            "INSERT INTO t (a, b) VALUES (1", "INSERT INTO t (password VALUES ('Lato2024!')",
            "INSERT INTO t (a, b) VALUES", "[[", "[[\"password\", \"b\"], [\"Lato2024!\"",
            "{\"columns\": [\"password\"], \"rows\": [[",
            "{\"columns\": [\"password\", \"x\"], \"rows\": [[\"Lato2024!\"]]}",
            "INSERT INTO t (password) VALUES ('Lato2024!', 'x')", "insert into the slot (password) values nothing",
        ])
    func brokenStatements(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    @Test(
        "What looks like rows and is none adds nothing",
        arguments: [
            "Мороз и солнце, день чудесный\nЕще ты дремлешь, друг прелестный",
            "int a, b, c;\nx = 1, y = 2, z = 3;",
            "Yes, we can\nNo, we did not",
            "First point.  Then another.\nSecond point.  Then no more.",
            "NAME       READY   AGE\nnginx-7f   1/1     5d\nredis-0    1/1     12d",
            "region;orders;total\nnorth;1985;15.11\nsouth;1990;02.03",
        ])
    func otherLinesStayAsTheyAre(text: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [])
    }

    @Test func whatIsFoundStandsWithinItsCell() throws {
        print("seed \(TestSeed.value)")
        let values = [
            "+7 912 345-67-89", "15.11.1985", "anna@mail.example", "4509 123456", "112-233-445 95", "слово", "",
        ]
        let heads = ["Телефон", "Дата рождения", "Почта", "Паспорт", "СНИЛС", "Прочее"]
        for number in 0..<TestSeed.cases(usual: 60) {
            var generator = TestSeed.generator(case: number)
            let separator = [";", "\t", "|"].randomElement(using: &generator) ?? ";"
            let width = Int.random(in: 2...heads.count, using: &generator)
            let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<width).map { _ in values.randomElement(using: &generator) ?? "" }
            }
            let text = ([Array(heads.shuffled(using: &generator).prefix(width))] + rows)
                .map { $0.joined(separator: separator) }.joined(separator: "\n")
            for found in try ShippedDictionaries.findings(in: text) {
                #expect(!found.contains(separator) && !found.contains("\n"), "case \(number): \(found) in \(text)")
            }
        }
    }
}
