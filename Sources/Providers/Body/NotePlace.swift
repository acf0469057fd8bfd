// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// Where a note to the model can stand in a request: before the instructions that it has, or as instructions of its own.
package struct NotePlace: Sendable, Equatable {
    private let range: Range<Int>
    private let before: String
    private let after: String

    private init(_ range: Range<Int>, before: String, after: String) {
        self.range = range
        self.before = before
        self.after = after
    }

    /// The change that puts a note there.
    package func edit(_ note: String) -> JSONEdit {
        let text = JSONEscaper.escape(Array(note.utf8), levels: 1)
        return JSONEdit(range: range, replacement: Array(before.utf8) + text + Array(after.utf8))
    }

    /// In a list of messages: in the system's or developer's message at its beginning, or as a message there.
    static func messages(in scan: JSONScan) -> NotePlace? {
        guard let list = scan.member("messages", of: 0), scan.nodes[list].kind == .array else { return nil }
        let first = scan.children(of: list).first { _ in true }
        if let first, scan.nodes[first].kind == .object,
            ["system", "developer"].contains(scan.text("role", of: first)),
            let content = scan.member("content", of: first), let place = existing(content, in: scan)
        {
            return place
        }
        let start = scan.nodes[list].range.lowerBound + 1
        return NotePlace(
            start..<start, before: #"{"role":"system","content":""#, after: first == nil ? #""}"# : #""},"#)
    }

    /// In a member of the body that holds instructions, as a text or as a list of texts; as that member where there is none.
    static func member(_ name: String, in scan: JSONScan) -> NotePlace? {
        guard let value = scan.member(name, of: 0) else {
            let start = scan.nodes[0].range.lowerBound + 1
            let comma = scan.nodes.count > 1 ? "," : ""
            return NotePlace(start..<start, before: "\"\(name)\":\"", after: "\"\(comma)")
        }
        guard scan.nodes[value].kind != .null else {
            return NotePlace(scan.sourceRange(of: value), before: "\"", after: "\"")
        }
        return existing(value, in: scan)
    }

    /// At the beginning of a text, or at the end of a list of parts: a vendor may want the first part to be its own, and keeps
    /// what stands before the last mark of its cache.
    private static func existing(_ value: Int, in scan: JSONScan) -> NotePlace? {
        let range = scan.nodes[value].range
        switch scan.nodes[value].kind {
        case .string: return NotePlace(range.lowerBound..<range.lowerBound, before: "", after: #"\n\n"#)
        case .array:
            let comma = scan.children(of: value).first { _ in true } == nil ? "" : ","
            let end = range.upperBound - 1
            return NotePlace(end..<end, before: comma + #"{"type":"text","text":""#, after: #""}"#)
        default: return nil
        }
    }
}
