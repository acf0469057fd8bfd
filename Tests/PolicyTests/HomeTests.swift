// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import StrictYAML
import Testing

@Suite struct HomeTests {
    @Test(arguments: ["{}", "home:", "home: []"])
    func noHomeIsAnErrorThatSaysWhatToWrite(text: String) throws {
        let error = #expect(throws: DocumentError.self) { try home(text) }
        #expect(error?.code == .missingKey)
        #expect(error?.expectation.contains("in-country") == true)
    }

    @Test(arguments: ["home: [RUS]", "home: [XX]", "home: [RU, EEC]", "home: [\"\"]"])
    func anUnknownPlaceIsAnErrorThatNamesTheGroups(text: String) throws {
        let error = #expect(throws: DocumentError.self) { try home(text) }
        #expect(error?.code == .invalidValue)
        #expect(error?.expectation.contains("EEA") == true)
        #expect(error?.line == 1)
    }

    @Test func aSingleNameIsAListOfOne() throws {
        #expect(try home("home: RU") == home("home: [RU]"))
        #expect(try home("home: [ru]") == home("home: [RU]"))
    }

    @Test func theShippedGroupsHaveTheirMembers() throws {
        let registry = try PolicySamples.registry()
        #expect(registry.countries.count == 249)
        let sizes = registry.groups.reduce(into: [:]) { $0[$1.key.code] = $1.value.members.count }
        #expect(sizes == ["EU": 27, "EEA": 30])
        #expect(registry.groups.values.allSatisfy { $0.source.hasPrefix("https://") })
    }

    @Test(arguments: [
        "members: [DE, XX]", "members: []", "members: [DE, DE]", "group: DE", "version: 2", "as_of: yesterday",
        "source: hearsay", "extra: key",
    ])
    func aGroupFileThatIsWrongIsRefused(change: String) throws {
        var keys = [
            "version": "1", "group": "TEST", "title": "Test", "as_of": "2026-01-01", "source": "https://a.example",
            "members": "[DE, FR]",
        ]
        let parts = change.split(separator: ":", maxSplits: 1).map(String.init)
        keys[parts[0]] = parts[1]
        let text = keys.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
        let countries = try YAMLNode(
            parsing: "{version: 1, as_of: 2026-01-01, source: https://a.example, countries: [DE, FR]}", file: "c")
        #expect(throws: DocumentError.self) {
            try JurisdictionRegistry(countries: countries, groups: [YAMLNode(parsing: text, file: "g")])
        }
    }

    private func home(_ text: String) throws -> Home {
        let document = try YAMLNode(parsing: text, file: "zavesa.yaml")
        return try Home(
            node: try document.mapping(keys: ["home"]).optional("home"), in: document, PolicySamples.registry())
    }
}
