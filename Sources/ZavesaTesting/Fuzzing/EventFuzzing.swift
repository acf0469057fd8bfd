// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers

/// Server-sent events and lines.
enum EventFuzzing {
    static func promise(brokenBy input: FuzzInput) -> String? {
        let limit = input.choice & 1 == 0 ? 1 << 20 : 24
        return lines(input, limit) ?? events(input, limit)
    }

    private static func events(_ input: FuzzInput, _ limit: Int) -> String? {
        let whole = read([input.payload], limit)
        for pieces in input.splits where read(pieces, limit) != whole { return "events depend on the split" }
        guard let whole, limit > input.payload.count else { return nil }
        let written = whole.compactMap(ServerSentEventEncoder.encode).flatMap(\.self)
        let readAgain = read([written], 4 * limit)
        let kept = whole.filter { ServerSentEventEncoder.encode($0) != nil }
        return readAgain == kept ? nil : "events that were written read differently"
    }

    /// `nil` where an event is too long.
    private static func read(_ pieces: [[UInt8]], _ limit: Int) -> [ServerSentEventFrame]? {
        var decoder = ServerSentEventDecoder(maxEventBytes: limit)
        var frames: [ServerSentEventFrame] = []
        for piece in pieces {
            guard let new = try? decoder.consume(piece) else { return nil }
            frames += new
        }
        return frames + decoder.finish()
    }

    private static func lines(_ input: FuzzInput, _ limit: Int) -> String? {
        let whole = readLines([input.payload], limit)
        for pieces in input.splits where readLines(pieces, limit) != whole { return "lines depend on the split" }
        return nil
    }

    private static func readLines(_ pieces: [[UInt8]], _ limit: Int) -> [ServerSentEventFrame]? {
        var decoder = LineDecoder(maxLineBytes: limit)
        var frames: [ServerSentEventFrame] = []
        for piece in pieces {
            guard let new = try? decoder.consume(piece) else { return nil }
            frames += new
        }
        return frames + decoder.finish()
    }
}
