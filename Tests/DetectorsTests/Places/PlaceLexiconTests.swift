// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML
import Testing

@testable import Detectors

@Suite("Words of places")
struct PlaceLexiconTests {
    private func flags(_ words: String) throws -> PlaceFlags {
        let folder = ShippedDictionaries.resources
        return try PlaceLexicon(path: "\(folder)/dictionaries/places/places.lexicon").flags(of: WordHash.of(words.utf8))
    }

    @Test("forms know the prepositions that ask for them")
    func forms() throws {
        #expect(try flags("москве").isSuperset(of: [.name, .large, .prepositional]))
        #expect(try flags("нижнего новгорода").isSuperset(of: [.name, .large, .genitive]))
        #expect(try flags("нижнего").contains(.begins))
        #expect(try flags("казань").isSuperset(of: [.name, .accusative]))
        #expect(try !flags("казань").contains(.prepositional))
        #expect(try flags("казанский").isEmpty)
    }

    @Test("names that are words or persons' are marked, countries are not")
    func shared() throws {
        for name in ["nice", "reading", "jordan", "victoria", "владимир", "орле", "سلام"] {
            #expect(try flags(name).contains(.shared), "\(name)")
        }
        for name in ["france", "moscow", "россии", "москва", "مصر", "القاهره"] {
            #expect(try !flags(name).contains(.shared), "\(name)")
        }
        #expect(try flags("tx").isCode)
        #expect(try flags("сша").contains(.capitals))
    }

    @Test("a vocabulary with a phrase or an unknown key is refused")
    func malformed() throws {
        for text in ["about: a\nsource: b\nkind: [город на]", "about: a\nsource: b\nkinds: [город]", "source: b"] {
            let document = try YAMLNode(parsing: text, file: "places/x.yaml")
            #expect(throws: DocumentError.self) { _ = try PlaceVocabulary([document]) }
        }
        #expect(throws: DocumentError.self) { _ = try PlaceVocabulary([]) }
    }
}
