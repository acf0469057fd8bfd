// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Edits of strings, and of strings in JSON in strings.
enum SpliceFuzzing {
    private static let limits = JSONLimits(refusesDuplicateKeys: false)
    private static let replacement = Array("\"Ан\\на\"\n\u{200F}👩‍👩‍👧\u{1}".utf8)

    static func promise(brokenBy input: FuzzInput) -> String? {
        guard let scan = try? JSONScan(input.payload, limits: limits) else { return nil }
        let strings = scan.nodes.indices.filter { scan.nodes[$0].kind == .string }
        let chosen = strings.enumerated().filter { Int(input.choice) >> ($0.offset % 8) & 1 == 1 }.map(\.element)
        return all(chosen, of: scan) ?? chosen.lazy.compactMap { part(at: [$0], of: scan.bytes) }.first
    }

    /// Replaces whole strings, all in one go.
    private static func all(_ chosen: [Int], of scan: JSONScan) -> String? {
        let edits = chosen.map { edit(scan.decoded($0), nil) }
        let bytes = JSONSplicer.apply(edits, to: scan.bytes)
        guard let edited = try? JSONScan(bytes, limits: limits), edited.nodes.count == scan.nodes.count else {
            return "the edited text is not the same JSON"
        }
        for index in scan.nodes.indices where !scan.nodes[index].isContainer {
            let expected = chosen.contains(index) ? replacement : scan.decoded(index).utf8
            if edited.decoded(index).utf8 != expected { return "an edit changed another text" }
        }
        return nil
    }

    /// Replaces the middle third of the string that `path` leads to, and then of every string in JSON that it holds.
    ///
    /// A path has the index of a string, then of one in the JSON that this string holds, and so on.
    private static func part(at path: [Int], of bytes: [UInt8]) -> String? {
        guard path.count < 4, let text = string(at: path, of: bytes) else { return nil }
        let start = boundary(in: text.utf8, from: text.utf8.count / 3)
        let end = boundary(in: text.utf8, from: max(start, text.utf8.count * 2 / 3))
        let edited = JSONSplicer.apply([edit(text, start..<end)], to: bytes)
        guard let read = string(at: path, of: edited) else { return "the edited text cannot be read" }
        let expected = text.utf8[..<start] + replacement + text.utf8[end...]
        guard read.utf8.elementsEqual(expected) else { return "an edit of a part changed more" }
        guard let nested = try? JSONScan(nested: text, limits: limits) else { return nil }
        return nested.nodes.indices.lazy.filter { nested.nodes[$0].kind == .string }
            .compactMap { part(at: path + [$0], of: bytes) }.first
    }

    private static func string(at path: [Int], of bytes: [UInt8]) -> JSONDecodedString? {
        guard var scan = try? JSONScan(bytes, limits: limits) else { return nil }
        for index in path.dropLast() {
            guard let nested = try? JSONScan(nested: scan.decoded(index), limits: limits) else { return nil }
            scan = nested
        }
        return path.last.map(scan.decoded)
    }

    private static func edit(_ text: JSONDecodedString, _ range: Range<Int>?) -> JSONEdit {
        JSONEdit(
            range: text.source(of: range ?? 0..<text.utf8.count),
            replacement: JSONEscaper.escape(replacement, levels: text.level))
    }

    /// The first place from `offset` on at which a character begins.
    private static func boundary(in text: [UInt8], from offset: Int) -> Int {
        text[offset...].firstIndex { $0 & 0xC0 != 0x80 } ?? text.count
    }
}
