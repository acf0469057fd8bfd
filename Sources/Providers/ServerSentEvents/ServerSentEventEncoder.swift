// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes `text/event-stream`: one event's bytes for one write.
package enum ServerSentEventEncoder {
    /// `event: …` where it has a name, one `data: …` a line of its data, and the empty line that closes it. A CR or
    /// CRLF in the data becomes LF, as every reader of the format makes it.
    package static func encode(_ event: ServerSentEvent) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(event.data.count + 16)
        if let name = event.name { appendField("event: ", singleLine(name.utf8), to: &output) }
        var start = 0
        for index in event.data.indices where event.data[index] == 0x0A || event.data[index] == 0x0D {
            let isSecondOfPair = event.data[index] == 0x0A && index > 0 && event.data[index - 1] == 0x0D
            if !isSecondOfPair { appendField("data: ", event.data[start..<index], to: &output) }
            start = index + 1
        }
        appendField("data: ", event.data[start...], to: &output)
        output.append(0x0A)
        return output
    }

    /// A comment, closed so that it is on its own; what follows a line break in it is joined with a space.
    package static func encode(comment: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        appendField(":", singleLine(comment), to: &output)
        output.append(0x0A)
        return output
    }

    /// Any frame that is forwarded: `nil` for those that concern only the connection they came on.
    package static func encode(_ frame: ServerSentEventFrame) -> [UInt8]? {
        switch frame {
        case .event(let event): encode(event)
        case .comment(let text): encode(comment: text)
        case .retry, .identifier: nil
        }
    }

    private static func appendField(
        _ name: String, _ value: some Sequence<UInt8>, to output: inout [UInt8]
    ) {
        output.append(contentsOf: "\(name)".utf8)
        output.append(contentsOf: value)
        output.append(0x0A)
    }

    private static func singleLine(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
}
