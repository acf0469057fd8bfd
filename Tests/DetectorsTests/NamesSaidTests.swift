// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Names that no list has, told by how a text hands them over.
@Suite("Names that are handed over")
struct NamesSaidTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are found with exact limits",
        arguments: [
            // A middle initial
            "Signed by [Jorvik S. Bouts] yesterday.", "Please ask [Akeem T Bouwer] for it.",
            // A capital inside
            "Her maiden name is [LeBatrelle].", "Mr. [McQuorley] called.",
            // Surname first, on a line or in a field of its own
            "PATIENT: [OKAFOR, CHIDI]\nWARD: 7", "Patient: [Smith, John A.]\nWard: 7",
            "[Kowalska, Anna]\n[Baker, Thomas]\n",
            // Answers
            "What's your name? [Jorvik S Bouts]", "What is your full name? [Jildau Bouts]",
            // Forms inside a text
            #"Send {"first": "[Chidi]", "last": "[Okafor]"} to the clerk."#,
            // Letter by letter
            "My last name is spelled [O-K-A-F-O-R], thanks.", "my surname is [s-m-i-t-h] ok",
            "Фамилия по буквам: [К-о-в-а-л-ь], запишите.",
            // Above an address
            "[Mijail C Adomo]\nAsc Partners\n935 Main Road\n",
            // Of syllables
            "[Ху Цзиньтао] прилетел в Москву.", "На Землю вернулась [Ли Со Ён].", "Освобождена [Аун Сан Су Чжи].",
            "Yesterday [Park Ji-hoon] called, then [Nguyen Van Anh].", "The chairman [Hu Jintao] spoke.",
            // In a row
            "Шайбу забросил [Ковальчук] ([Прошкин], [Радулов]).",
            "Звонили [Hyun-woo Bae] и [Мороз Л.П.], обоих нет.",
            // Surnames that are words
            "Фамилия: [Заяц]", #"{"lastName":"[Белых]","firstName":"[Мила]"}"#, "Прошу уволить [Белых Илью Петровича].",
            "Приехал [Ли Виктор Петрович].", "[Жук Олег]\nинженер",
            // Capitals under a label
            "Name: [NURZHANOV BAURZHAN]\nDate: today", "Фамилия [ГРИЦЕНКО] Имя [ЯРОСЛАВА]\nпол женский",
            // Patronymics of other languages
            "Пришёл [Оразбаев Ерлан Маратұлы].", "Пришла [Бондаренко Оксана Миколаївна].",
            "Пришёл [Каримов Жасур Бахром ўғли].",
            // Cells
            "الاسم: [كيم سو يون]\t[بارك جي]",
            // What is done to persons, with nothing else that tells
            "Переведи [Наташе] 5000 на сбер", "Напомни [Гульнаре], что завтра сдача отчёта.", "كلمت [فيصل] امس",
            // In small letters
            "Hi, my name is [borna] and I need help with my account. Thanks!",
            "оформи пропуск на [сидоров п п] и [козлов а.в.] до пятницы",
            // Initials
            "Свидетели: [Гончар И.], [Швец О.]", "отв. [Гусь А.], тел вн 3321", "акт подписали [Ежов В] и [Кравец П]",
            "Перевод клиенту [АННА ВИКТОРОВНА К.]", "المدير: [ع. م. الشهراني]", "Best,\n[S. van der Berg]",
            "Patient: [DOE, JANE Q]  MRN listed below",
            // Families, and syllables alone
            "The [Hendersons] called again about the leak in their kitchen.",
            "[Ji-woo] reports that the build is broken.",
            // Kin
            "I would like to remove my kid [Tadzio] from the will.",
            "My great grandmother was called [Cleofe Mateo], I think.",
        ])
    func exactSpans(marked: String) throws {
        let expected = NamesMarkedText(marked)
        let found = try fixture.findings(in: expected.text)
        #expect(found.map(\.span) == expected.spans, "found \(found) in \(marked)")
    }

    @Test(
        "are not seen in what is written alike",
        arguments: [
            "Please call me later.", "My name is on the list.", "his name is included", "The branch name is feature.",
            "Vitamin C Complex is sold out.", "Hepatitis B Vaccine is free.", "The F-A-Q is below.",
            "Paris, France\nBerlin, Germany\n", "Red, Green\n", "The shop was called Bilkaria.",
            #"{"first": 1, "last": 20}"#, #"{"first": "page", "last": "page"}"#, "меня зовут на обед",
            "def rgb_to_hsv(r, g, b):", "Copy it from a b c d to e.", "Фамилия: Не указана", "Surname: Required",
            "ФИО: Руководитель Отдела", "My name is spelled wrong on the card.",
            "The Philippines and the Netherlands signed.",
            "Это было в Питере и по всей Киевской Руси.", "It is a no-go, a Do-it and a Yo-yo.",
            "أ. ب. ج. د.", "витамины В и С", "The MacBook and the LaTeX file are here.",
        ])
    func nothing(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty, "\(text)")
    }
}
