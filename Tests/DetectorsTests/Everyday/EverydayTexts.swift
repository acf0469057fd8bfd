// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import FoundationEssentials
import PrivacyCore
import Testing
import TextNormalization

/// What people write to a bank, a clinic or each other, one text a line, names between ⟦ and ⟧. Written by us; nobody in them
/// exists, but for a few heads of state.
struct EverydayTexts {
    /// A text and the byte spans of its names.
    struct Line {
        let text: String
        let names: [ByteSpan]
    }

    /// How many of the names are found, and what else is taken for one.
    struct Result {
        var names = 0
        /// Every character of the name is covered by findings that are not passed by default.
        var whole = 0
        var missed: [String] = []
        var strangers: [String] = []

        var share: Double { Double(whole) / Double(names) }
    }

    let lines: [Line]

    /// Reads `Everyday/<name>.txt` beside this file.
    init(_ name: String) throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name).txt"))
        lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { Self.line($0) }
    }

    /// What the shipped engine finds in them.
    func measured() throws -> Result {
        var result = Result()
        for line in lines {
            let bytes = Array(line.text.utf8)
            let found = try ShippedDictionaries.detections(in: line.text).filter { !Self.passed.contains($0.type) }
            for name in line.names {
                result.names += 1
                let isWhole = name.range.allSatisfy { offset in
                    bytes[offset] == 0x20 || found.contains { $0.span.range.contains(offset) }
                }
                if isWhole {
                    result.whole += 1
                } else {
                    result.missed.append(String(decoding: bytes[name.range], as: UTF8.self) + " in " + line.text)
                }
            }
            for person in found where person.type == .person {
                guard !line.names.contains(where: { $0.overlaps(person.span) }) else { continue }
                result.strangers.append(String(decoding: bytes[person.span.range], as: UTF8.self) + " in " + line.text)
            }
        }
        return result
    }

    /// Types that leave in clear by default.
    private static let passed: Set<EntityType> = [.location, .organization]

    private static func line(_ marked: Substring) -> Line {
        var text = ""
        var names: [ByteSpan] = []
        var start = 0
        for character in marked.replacing("\\n", with: "\n") {
            switch character {
            case "⟦": start = text.utf8.count
            case "⟧": names.append(ByteSpan(start, text.utf8.count))
            default: text.append(character)
            }
        }
        return Line(text: text, names: names)
    }
}

@Suite("Everyday texts")
struct EverydayTextTests {
    /// What was measured when the texts were written, less a little; a change that finds fewer has to say why.
    @Test(
        "keep their names to themselves",
        arguments: [("russian", 0.94, 3), ("english", 0.87, 6), ("arabic", 0.82, 5)])
    func names(language: String, share: Double, strangers most: Int) throws {
        let result = try EverydayTexts(language).measured()
        #expect(result.names >= 100)
        #expect(result.share >= share, "\(result.whole) of \(result.names); not whole: \(result.missed)")
        #expect(result.strangers.count <= most, "\(result.strangers)")
    }
}
