// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML
import Testing

@Suite("A YAML document is read strictly, and says where it is wrong")
struct YAMLNodeTests {
    @Test("values of every kind are read")
    func values() throws {
        let node = try YAMLNode(parsing: "a: text\nb: 3\nc: 1.5\nd: true\ne: [x, y]\nf: ~\n", file: "t.yaml")
        let mapping = try node.mapping(keys: ["a", "b", "c", "d", "e", "f"])
        #expect(try mapping.required("a").string() == "text")
        #expect(try mapping.required("b").integer() == 3)
        #expect(try mapping.required("c").double() == 1.5)
        #expect(try mapping.required("d").boolean())
        #expect(try mapping.required("e").strings() == ["x", "y"])
        #expect(mapping.optional("f") == nil)
    }

    @Test("an empty document is an empty mapping")
    func empty() throws {
        let node = try YAMLNode(parsing: "", file: "t.yaml")
        #expect(try node.mapping(keys: ["a"]).optional("a") == nil)
    }

    @Test("quoted digits are text, not a number")
    func quoted() throws {
        let node = try YAMLNode(parsing: "\"3\"", file: "t.yaml")
        #expect(throws: DocumentError.self) { try node.integer() }
        #expect(try node.string() == "3")
    }

    @Test(
        "a fault names its place and what was expected",
        arguments: [
            ("a: 1\nlissten: x\n", DocumentError.Code.unknownKey, 2, "did you mean listen?"),
            ("listen: x\nlisten: y\n", .duplicateKey, nil, "twice"),
            ("listen: [a\n", .syntax, 2, "not YAML"),
            ("- a\n- b\n", .wrongType, 1, "expected a mapping"),
            ("a: &x 1\nlisten: *x\n", nil, nil, ""),
        ] as [(String, DocumentError.Code?, Int?, String)])
    func faults(text: String, code: DocumentError.Code?, line: Int?, words: String) {
        do {
            let mapping = try YAMLNode(parsing: text, file: "t.yaml").mapping(keys: ["a", "listen"])
            #expect(code == nil, "it was taken")
            _ = mapping
        } catch {
            #expect(error.code == code)
            if let line { #expect(error.line == line) }
            #expect(error.description.hasPrefix("t.yaml"))
            #expect(error.expectation.contains(words))
        }
    }

    @Test("a key nobody would mistake is answered with the list of known ones")
    func noSuggestion() {
        #expect(YAMLNode.unknown("zzzzzzzz", among: ["listen", "home"]).hasSuffix("expected one of home, listen"))
    }

    @Test("a wrong value is not repeated in the error")
    func noEcho() throws {
        let node = try YAMLNode(parsing: "secret-value-17", file: "t.yaml")
        let error = #expect(throws: DocumentError.self) { try node.integer() }
        #expect(error?.description.contains("secret-value-17") == false)
    }
}
