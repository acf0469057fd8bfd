// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Things that bear names of persons")
struct NamesOfThingsTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are no persons",
        arguments: [
            // A part of a longer name
            "She won the Clara Holm Peace Prize in May.", "We read in the Peter Lund Memorial Library.",
            "He is a fellow of the Robert Hale Cancer Institute.",
            "The Emil Brandt Music Award goes to nobody this year.",
            // Said to be a thing, here and wherever else the text names it
            "Marlow is a small village in the north.", "Bentley is a brand of cars. Everybody wants a Bentley.",
            // Behind the kind of thing
            "He bought the album Angela.", "They live in the village of Hiram.",
            // Firms
            "Carter, Hughes and Bennett is a law firm.",
            // Places and parties of two words, planets
            "We flew to Santa Barbara in June.", "They fought against Nazi Germany.",
            "Jupiter, Saturn and Venus were seen.",
            // Plain words
            "Wait for me at the Looking Glass.", "please book it for my companie today",
        ])
    func things(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty, "\(text)")
    }

    @Test(
        "do not hide the persons who bear them",
        arguments: [
            "The album [Anna] made is good.", "The book was signed by [Peter Lund], Memorial Library.",
            "[Anna Carter], [Tom Hughes] and [Kate Bennett] are partners.",
            "It was Major General [Robert Hale] who spoke.",
            "[Venus Williams] won the match.", "[Marlow] is a good teacher.", "Ask my wife [joanna] about it.",
        ])
    func persons(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans, "\(marked)")
    }

    @Test(
        "An answer to a question for a name is one, whether a list has it or not",
        arguments: [
            "What's your last name? [Langrova]", "Как ваша фамилия? [Мбеки]", "What is your name? [Oduya Mbeki]",
            "What's your last name?\n[Langrova]",
        ])
    func answers(marked: String) throws {
        let expected = NamesMarkedText(marked)
        #expect(try fixture.findings(in: expected.text).map(\.span) == expected.spans, "\(marked)")
    }

    @Test(
        "Another question is no answer",
        arguments: ["What's your name? Why do you ask?", "Your first name? Required."])
    func noAnswers(text: String) throws {
        #expect(try fixture.findings(in: text).isEmpty, "\(text)")
    }
}
