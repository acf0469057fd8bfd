// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import StrictYAML
import Testing

@Suite("Words of addresses and organizations")
struct AddressVocabularyTests {
    @Test(
        "a file that says what nobody asked for is refused with its place",
        arguments: [
            ("about: x\nsource: y\nstreet_befor: [ул]", DocumentError.Code.unknownKey, "did you mean street_before?"),
            ("source: y\nhouse: [дом]", .missingKey, "about"), ("about: x\nsource: y\nhouse: дом", .wrongType, "list"),
            ("about: x\nsource: y\nhouse: ['12']", .invalidValue, "a word"),
            ("about: x\nsource: y\nendings: [ga]", .invalidValue, "an ending"),
            ("about: x\nsource: y\nstreet_name_endings: [ova]", .invalidValue, "letters of Cyrillic"),
        ])
    func refused(text: String, code: DocumentError.Code, says: String) throws {
        let error = #expect(throws: DocumentError.self) { try DictionaryCopy.load(["addresses/mine.yaml": text]) }
        #expect(error?.code == code)
        #expect(error?.file == "dictionaries/addresses/mine.yaml")
        #expect(error?.line != nil)
        #expect(error?.description.contains(says) == true)
    }

    @Test("a form of organizations that is no word is refused")
    func form() throws {
        let text = "about: x\nsource: y\nform_before: ['5']"
        let error = #expect(throws: DocumentError.self) { try DictionaryCopy.load(["organisations/mine.yaml": text]) }
        #expect(error?.line == 3)
    }

    @Test("words can be added, and change the digest")
    func added() throws {
        let plain = try DictionaryCopy.load([:])
        let text = "about: Streets of a test.\nsource: none\nstreet_before: [бздынь]"
        let more = try DictionaryCopy.load(["addresses/mine.yaml": text])
        #expect(plain.digest != more.digest)
    }
}
