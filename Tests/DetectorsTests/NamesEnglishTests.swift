// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("English and transliterated names")
struct NamesEnglishTests {
    let fixture: NamesFixture

    init() throws { fixture = try NamesFixture() }

    @Test(
        "are found with exact limits",
        arguments: [
            "Please forward this to [Emily Watson] today.", "The lease was signed by [Robert Miller].",
            "Contact [Sarah Johnson] or [Kevin O'Connor] for details.", "It was [John F. Kennedy] who spoke.",
            "Reviewed by [J. Smith] yesterday.", "Mr. [Thompson] is waiting.", "Ask Dr. [Helen Carter] about the scan.",
            "I met Mrs. [Robinson] twice.", "We hired [Martin Luther King Jr.] as a speaker.",
            "The heir is [Henry Ford III] now.", "This is [Jessica]'s laptop.", "We read [Daniel Brooks]' notes.",
            "My name is [Brandon], nice to meet you.", "my name is [brandon] and i need help",
            "Please call [Mary-Jane Wilson-Reed] back.", "Her boss, [Patricia Gomez], agreed.",
            "Hi [Michael], thanks for the update.", "Dear [Jennifer Lee],", "Dear Ms. [Nguyen],",
            "[William Turner] painted it.", "[Jessica] called this morning.", "Yesterday [Kimberly] resigned.",
            "The patient, [Rose Parker], left.", "I asked [Mark Stevens] about it.", "[Will Harrison] will come.",
            "Our auditor is [May Thornton].", "Send it to [Ivan Ivanov] in Moscow.", "We met [Sergey Petrov] there.",
            "The owner is [Aleksandr Kuznetsov].", "Invoice for [Olga Viktorovna Smirnova] attached.",
            "Talk to [Yekaterina Sokolova] first.", "Signed: [Anna Petrova]",
            "A letter from [Mohammed Al-Rashid] came.",
            "[Vincent van Gogh] painted it.", "said [Rebecca Hughes], an engineer", "Thanks, [Steven]!",
            "ACCOUNT HOLDER: [JENNIFER MARTINEZ]", "Прошу связаться с [John Baker] завтра.",
            // Announced by a field, a form of address, the row they stand in
            "{\"firstName\": \"[Wanjiru]\", \"lastName\": \"[Kamau]\"}", "{'surname': '[Szczepanska]'}",
            "Mr. [House] called back.", "Attendees: [Ana], [Bogdan], [Chloe], [Dinesh], [Eun-ji]",
            "Wire it to [Giuseppe Di Stefano] by Friday.", "Cardholder [MARIA D SANTOS]",
            "[Molly M] and [Scott M] met on Friday.", "are you in?\n[marco]: nah, ask me later",
            "More about #[SelenaGomez] soon.", "so proud of #[DonaldMiller] today", "It was [Łukasz Nowak] who called.",
        ])
    func exactSpans(marked: String) throws {
        let expected = NamesMarkedText(marked)
        let found = try fixture.findings(in: expected.text)
        #expect(found.map(\.span) == expected.spans, "found \(found) in \(marked)")
    }

    @Test(
        "are not seen where there are none",
        arguments: [
            "Upload the file to S3 and restart EKS.", "The C4 model has four levels.", "Will you come in May?",
            "May I ask a question?", "Mark the box and sign.", "Rose petals fell.", "Grant access to the bucket.",
            "Bill the client in March.", "Turn on Washington Street.", "The office is on Lincoln Avenue.",
            "He studied at Johns Hopkins University.", "Lake Victoria is large.", "We flew to San Francisco.",
            "Paris is the capital of France.", "Read the docs in April.", "Hope springs eternal.",
            "Jordan borders Israel.",
            "Call the API with a token.", "Use Python, Swift or Java.", "import Foundation and Testing",
            "self.assertEqual(Frame, Grant)", "class Baker(Base): pass", "Best regards and thanks!",
            "Dear Sir or Madam,", "Hello World", "Hi all, see below.", "The Royal Society met.", "New York is big.",
            "Stone walls and iron gates.", "Open the Settings page.", "Baker Street is busy.",
            "struct User { let firstName: String; let surname: String? }",
            "{\"lastName\": true, \"surname\": \"Required\"}",
            "surname: Required. firstName: Optional", "last name: TBD", "Full Name: Acme Corporation",
            "Microsoft Word crashed.", "more of this on #ThrowbackThursday", "see #SwiftLang and #GoodMorning",
        ])
    func nothing(text: String) throws {
        #expect(try fixture.findings(in: text) == [], "in \(text)")
    }
}
