// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import StrictYAML
import Testing

/// A dictionary with a mistake is refused with the place of the mistake.
@Suite struct DictionaryDocumentTests {
    private static let sound = """
        id: test/number
        entity: RU_INN
        about: A number for tests.
        status: U
        source: test
        checks: [{name: luhn, accept: 0.1, fail: -1}]
        patterns:
          - {name: plain, regex: 'Z\\d{4}', digits: 4, prior: 1}
        context:
          reach: 5
          en: {zed: 3}
        examples:
          valid: ['a ⟦Z1234⟧', 'b ⟦Z1234⟧', 'c ⟦Z1234⟧', 'd ⟦Z1234⟧', 'e ⟦Z1234⟧']
          invalid: [a, b, c, d, e]

        """

    @Test func aSoundDictionaryIsRead() throws {
        let library = try Self.load(Self.sound)
        #expect(library.recognizers.contains { $0.id.rawValue == "test/number" })
        #expect(DictionaryCheck.failures(of: library.recognizers, engine: library.engine()) == [])
    }

    @Test(arguments: [
        ("status: U", "status: U\nstatuss: X", "did you mean status?", 5),
        ("digits: 4", "digit: 4", "did you mean digits?", 8),
        ("status: U", "status: Z", "a status is C2, C1, U or X", 4),
        ("entity: RU_INN", "entity: RU_IN", "did you mean RU_INN?", 2),
        ("name: luhn", "name: lun", "did you mean luhn?", 6),
        ("fail: -1", "fail: reject", "a checksum of status U or X may not reject", 6),
        ("fail: -1", "fail: 1", "expected reject, or log-odds of at most 0", 6),
        ("accept: 0.1", "accept: 2", "a share is above 0 and at most 1", 6),
        ("'Z\\d{4}'", "'Z(\\d{4}'", "the regex does not compile", 8),
        (", digits: 4", "", "a regex needs digits or literals", 8),
        ("regex: 'Z\\d{4}'", "scanner: fone", "did you mean phone?", 8),
        ("reach: 5", "reach: 50", "a reach is 1 to 20 words", 10),
        ("id: test/number", "id: test/other", "the id is the path of the file: test/number", 1),
        ("[a, b, c, d, e]", "[a, b, c, d]", "at least 5 valid and as many invalid examples", 1),
        ("'a ⟦Z1234⟧'", "'a Z1234'", "expected the value between ⟦ and ⟧", 13),
        ("about: A number for tests.\n", "", "the key about is missing", 1),
    ])
    func aMistakeIsRefusedWithItsPlace(part: String, wrong: String, message: String, line: Int) throws {
        #expect(Self.sound.contains(part))
        let text = Self.sound.replacing(part, with: wrong)
        let error = #expect(throws: DocumentError.self) { try Self.load(text) }
        #expect(error?.file == "dictionaries/test/number.yaml")
        #expect(error?.expectation.contains(message) == true, "\(error?.expectation ?? "")")
        #expect(error?.line == line)
    }

    @Test func anExampleThatDoesNotHoldIsNamedWithItsLine() throws {
        let library = try Self.load(Self.sound.replacing("'c ⟦Z1234⟧'", with: "'c ⟦Z12345⟧'"))
        let failures = DictionaryCheck.failures(of: library.recognizers, engine: library.engine())
        #expect(failures.map(\.description) == ["dictionaries/test/number.yaml:13: no value of the type is found"])
    }

    @Test func theDigestChangesWithAnyByteOfAnyFile() throws {
        let first = try Self.load(Self.sound).digest
        #expect(first.utf8.count == 64)
        #expect(try Self.load(Self.sound).digest == first)
        #expect(try Self.load(Self.sound + "# a comment\n").digest != first)
    }

    /// Reads a copy of the shipped tables and names with one dictionary of the test's own.
    private static func load(_ dictionary: String) throws -> DetectorLibrary {
        try DictionaryCopy.load(["test/number.yaml": dictionary])
    }
}
