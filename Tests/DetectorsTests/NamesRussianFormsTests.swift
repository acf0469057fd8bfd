// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Testing

@Suite("Case forms of Russian name words")
struct NamesRussianFormsTests {
    @Test(
        "any case form leads to all the others",
        arguments: [
            ["Иванов", "Иванова", "Иванову", "Ивановым", "Иванове", "Ивановой"],
            ["Пушкин", "Пушкина", "Пушкину", "Пушкиным", "Пушкине", "Пушкиной"],
            ["Достоевский", "Достоевского", "Достоевскому", "Достоевским", "Достоевском", "Достоевскую"],
            ["Толстой", "Толстого", "Толстому", "Толстым", "Толстом", "Толстая", "Толстую"],
            ["Шмидт", "Шмидта", "Шмидту", "Шмидтом", "Шмидте"],
            ["Игорь", "Игоря", "Игорю", "Игорем", "Игоре"],
            ["Сергей", "Сергея", "Сергею", "Сергеем", "Сергее"],
            ["Дмитрий", "Дмитрия", "Дмитрию", "Дмитрием", "Дмитрии"],
            ["Анна", "Анны", "Анне", "Анну", "Анной"],
            ["Мария", "Марии", "Марию", "Марией"],
            ["Илья", "Ильи", "Илье", "Илью", "Ильей"],
            ["Павел", "Павла", "Павлу", "Павлом", "Павле"],
            ["Кравец", "Кравца", "Кравцу", "Кравцом", "Кравце"],
            ["Петрович", "Петровича", "Петровичу", "Петровичем", "Петровиче"],
            ["Петровна", "Петровны", "Петровне", "Петровну", "Петровной"],
            ["Ильич", "Ильича", "Ильичу", "Ильичем", "Ильиче"],
        ])
    func everyFormLeadsToAll(forms: [String]) {
        for form in forms {
            let found = Set(RussianNameForms.forms(of: Array(form.utf8)))
            let missing = forms.filter { !found.contains(Array($0.utf8)) }
            #expect(missing.isEmpty, "from \(form)")
        }
    }

    @Test("the style of capitals is kept")
    func keepsStyle() {
        #expect(RussianNameForms.forms(of: Array("ИВАНОВУ".utf8)).contains(Array("ИВАНОВ".utf8)))
        #expect(RussianNameForms.forms(of: Array("иванову".utf8)).contains(Array("иванов".utf8)))
    }

    @Test("a surname on -ов has no adjective forms", arguments: ["Ивановой", "Иванову"])
    func noAdjectives(form: String) {
        let forms = RussianNameForms.forms(of: Array(form.utf8))
        #expect(!forms.contains(Array("Ивановый".utf8)))
        #expect(forms.count < 24)
    }

    @Test("words that do not decline have only themselves", arguments: ["Smith", "محمد", "И", ""])
    func unchanging(word: String) {
        #expect(RussianNameForms.forms(of: Array(word.utf8)) == [Array(word.utf8)])
    }
}
