// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Testing

@Suite("Subjects of names")
struct NamesSubjectTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "each case form of a full name has the subject of the nominative",
        arguments: [
            [
                "Иванов Иван", "Иванова Ивана", "Иванову Ивану", "Ивановым Иваном", "Иванове Иване",
                "Иван Иванов", "Иванов Иван Петрович", "Ивану Петровичу Иванову",
            ],
            ["Петрова Анна", "Петровой Анны", "Петровой Анне", "Петрову Анну", "Петровой Анной"],
            [
                "Достоевский Игорь", "Достоевского Игоря", "Достоевскому Игорю", "Достоевским Игорем",
                "Достоевском Игоре",
            ],
            ["Достоевская Мария", "Достоевской Марии", "Достоевскую Марию", "Достоевской Марией"],
            ["Шевченко Павел", "Шевченко Павла", "Шевченко Павлу", "Шевченко Павлом", "Шевченко Павле"],
            ["Ковальчук Сергей", "Ковальчука Сергея", "Ковальчуку Сергею", "Ковальчуком Сергеем", "Ковальчуке Сергее"],
            ["Ковальчук Ольга", "Ковальчук Ольги", "Ковальчук Ольге", "Ковальчук Ольгу", "Ковальчук Ольгой"],
            ["Толстой Лев", "Толстого Льва", "Толстому Льву", "Толстым Львом", "Толстом Льве"],
            ["Никита Черных", "Никиты Черных", "Никите Черных", "Никиту Черных", "Никитой Черных"],
            ["Илья Гайдай", "Ильи Гайдая", "Илье Гайдаю", "Илью Гайдая", "Ильёй Гайдаем", "Илье Гайдае"],
            ["ПЕТРОВ СЕРГЕЙ", "Петров Сергей", "петров сергей", "Пётров Сергей"],
        ])
    func formsShareSubject(forms: [String]) throws {
        let subjects = try forms.map { try fixture.findings(in: "Документ: \($0).").map(\.subject) }
        #expect(Set(subjects).count == 1, "\(zip(forms, subjects).map { "\($0): \($1)" })")
        #expect(subjects.first?.count == 1)
    }

    @Test("a woman and a man of one family stay apart")
    func familyStaysApart() throws {
        let subjects = try fixture.findings(in: "Иванов Пётр и Иванова Анна пришли.").map(\.subject)
        #expect(subjects == ["иванов петр", "иванов анна"])
    }

    @Test(
        "a part of the name has the subject of the only person it fits",
        arguments: [
            ("Пришёл Сидоров Олег Ильич. Сидорову дали бланк. О. И. Сидоров ушёл.", 3),
            ("Пришла Анна Белова. Анна взяла бланк, а потом Белову вызвали.", 3),
            ("Это Барак Обама. Встреча с Обамой прошла.", 2),
            ("We met Emily Watson. Watson agreed, and Emily signed.", 3),
            ("اتصل محمد الشهري أمس. ثم كتب الشهري رسالة.", 2),
        ])
    func partsJoin(text: String, count: Int) throws {
        let subjects = try fixture.findings(in: text).map(\.subject)
        #expect(subjects.count == count)
        #expect(Set(subjects).count == 1, "\(subjects)")
    }

    @Test("a part that fits two persons is neither")
    func ambiguousPart() throws {
        let found = try fixture.findings(in: "Пришли Сидоров Олег и Сидоров Иван. Позже Сидоров ушёл.")
        #expect(found.map(\.subject) == ["сидоров олег", "сидоров иван", "сидоров"])
    }

    @Test("namesakes with different patronymics stay apart")
    func namesakes() throws {
        let text = "Сидоров Олег Ильич и Сидоров Олег Петрович пришли."
        #expect(Set(try fixture.findings(in: text).map(\.subject)).count == 2)
    }

    @Test("the same text gives the same reports")
    func deterministic() throws {
        let text = "Иванов И.И., Петрова Анна и John Smith; اتصل محمد الشهري. Позже Анна и Иванов ушли."
        let first = try fixture.detections(in: text, explains: true)
        for _ in 0..<20 { #expect(try fixture.detections(in: text, explains: true) == first) }
        #expect(!first.isEmpty)
    }

    @Test("a trace is made only when asked for, and adds up to the score")
    func trace() throws {
        let text = "Звонил Иванов Иван Петрович."
        #expect(try fixture.detections(in: text).allSatisfy { $0.trace.isEmpty })
        for detection in try fixture.detections(in: text, explains: true) {
            let sum = detection.trace.reduce(0) { $0 + $1.logOdds }
            #expect(detection.score > 0.5 && sum > 0)
            #expect(detection.strength == .structural)
        }
    }

    @Test("invisible characters inside a name are inside its span")
    func invisibleCharacters() throws {
        let text = "Звонил Ива\u{200B}нов Иван."
        #expect(try fixture.findings(in: text).map(\.name) == ["Ива\u{200B}нов Иван"])
    }
}
