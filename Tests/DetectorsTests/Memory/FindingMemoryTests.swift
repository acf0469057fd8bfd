// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Synchronization
import Testing
import ZavesaTesting

@Suite struct FindingMemoryTests {
    private static let letter = """
        Здравствуйте! Меня зовут Мария Кузнецова, мой СНИЛС 112-233-445 95, пишите на m.kuznetsova@example.ru.
        """

    private static func caller(_ id: String, of tenant: String = "bank") -> Caller {
        Caller(id: CallerID(rawValue: id), tenant: TenantID(rawValue: tenant))
    }

    /// A share of a memory that notes how many bytes it spared.
    private final class Notes: Sendable {
        private let bytes = Mutex(0)

        var spared: Int { bytes.withLock { $0 } }

        func share(of memory: FindingMemory, _ owner: Caller = caller("app")) -> FindingMemory.Share {
            FindingMemory.Share(of: memory, owner: owner) { count in self.bytes.withLock { $0 += count } }
        }
    }

    private func findings(
        in text: String, field: String? = nil, _ share: FindingMemory.Share?
    ) throws -> [Detection] {
        try ShippedDictionaries.engine().detect(
            in: Array(text.utf8), fieldName: field.map { Array($0.utf8) }, remembering: share)
    }

    @Test func whatIsRememberedIsWhatIsFoundAnew() throws {
        print("seed \(TestSeed.value)")
        let memory = try #require(FindingMemory())
        let notes = Notes()
        let engine = try ShippedDictionaries.engine()
        var asked = 0
        for number in 0..<TestSeed.cases(usual: 120) {
            var generator = TestSeed.generator(case: number)
            // Its number, as random texts may be empty and what is asked twice is spared three times.
            let letter = number % 2 == 0 ? Self.letter : ""
            let text = RandomText(using: &generator).utf8 + Array("\(letter) \(number)".utf8)
            let anew = try engine.detect(in: text, remembering: nil)
            for _ in 0..<2 {
                #expect(try engine.detect(in: text, remembering: notes.share(of: memory)) == anew, "case \(number)")
            }
            if text.count >= 64 { asked += text.count }
        }
        #expect(notes.spared == asked)
    }

    @Test func namesComeBackWithTheirSubjects() throws {
        let memory = try #require(FindingMemory())
        let share = Notes().share(of: memory)
        _ = try findings(in: Self.letter, share)
        let person = try findings(in: Self.letter, share).first { $0.type == .person }
        #expect(person?.subject != nil)
        #expect(try person == findings(in: Self.letter, nil).first { $0.type == .person })
    }

    @Test(arguments: [caller("other"), caller("app", of: "clinic"), caller("", of: "bankapp")])
    func nobodyIsServedWhatOthersSent(other: Caller) throws {
        let memory = try #require(FindingMemory())
        _ = try findings(in: Self.letter, Notes().share(of: memory))
        let notes = Notes()
        _ = try findings(in: Self.letter, notes.share(of: memory, other))
        #expect(notes.spared == 0)
        _ = try findings(in: Self.letter, notes.share(of: memory, other))
        #expect(notes.spared == Self.letter.utf8.count)
    }

    @Test func theFieldIsPartOfWhatIsAsked() throws {
        let memory = try #require(FindingMemory())
        let notes = Notes()
        for field in [nil, "", "name", "text"] {
            _ = try findings(in: Self.letter, field: field, notes.share(of: memory))
        }
        #expect(notes.spared == 0)
    }

    @Test func aTextOfAnotherByteIsSearched() throws {
        let memory = try #require(FindingMemory())
        let notes = Notes()
        _ = try findings(in: Self.letter, notes.share(of: memory))
        _ = try findings(in: Self.letter + " ", notes.share(of: memory))
        #expect(notes.spared == 0)
    }

    @Test func whatNobodyAsksForIsForgotten() throws {
        let memory = try #require(FindingMemory(lifetime: .nanoseconds(1)))
        let notes = Notes()
        for _ in 0..<3 { _ = try findings(in: Self.letter, notes.share(of: memory)) }
        #expect(notes.spared == 0)
    }

    @Test func aFullMemoryForgetsWhatWasNotAskedForLately() throws {
        let memory = try #require(FindingMemory(limit: 16_384))
        let notes = Notes()
        let share = notes.share(of: memory)
        let often = "Часто: " + Self.letter
        _ = try findings(in: Self.letter, share)
        for number in 0..<100 {
            _ = try findings(in: often, share)
            _ = try findings(in: "Письмо \(number). " + Self.letter, share)
        }
        #expect(notes.spared == 99 * often.utf8.count)
        _ = try findings(in: Self.letter, share)
        #expect(notes.spared == 99 * often.utf8.count)
    }

    @Test func aTextThatFailsIsSearchedAgain() throws {
        let memory = try #require(FindingMemory())
        let share = Notes().share(of: memory)
        let broken = [UInt8](repeating: 0xFF, count: 100)
        let engine = try ShippedDictionaries.engine()
        for _ in 0..<2 {
            #expect(throws: DetectorError(code: .invalidText)) { try engine.detect(in: broken, remembering: share) }
        }
    }

    @Test func noneIsNone() {
        #expect(FindingMemory(limit: 0) == nil)
    }
}
