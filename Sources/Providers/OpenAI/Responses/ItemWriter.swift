// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Writes a delta into a running response stream: the lane's last one with another text and number.
enum ItemWriter {
    static func continuation(
        of lane: Lane, text: [UInt8], like event: ServerSentEvent, sequence: Int?
    ) -> ServerSentEvent? {
        guard let scan = try? JSONBody.object(event.data), var delta = scan.member("delta", of: 0) else { return nil }
        if case .part(let field, _) = lane.kind, let inner = scan.member(field, of: delta) { delta = inner }
        guard scan.nodes[delta].kind == .string else { return nil }
        var edits = [JSONEdit(range: scan.nodes[delta].range, replacement: JSONEscaper.escape(text, levels: 1))]
        if let sequence, let number = scan.member("sequence_number", of: 0) {
            edits.append(JSONEdit(range: scan.nodes[number].range, replacement: Array(String(sequence).utf8)))
        }
        if let spelled = scan.member("logprobs", of: 0), scan.nodes[spelled].kind == .array {
            edits.append(JSONEdit(range: scan.nodes[spelled].range, replacement: Array("[]".utf8)))
        }
        if let noise = scan.member("obfuscation", of: 0), scan.nodes[noise].kind == .string {
            edits.append(JSONEdit(range: scan.nodes[noise].range, replacement: []))
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return ServerSentEvent(name: event.name, data: JSONSplicer.apply(edits, to: event.data))
    }
}
