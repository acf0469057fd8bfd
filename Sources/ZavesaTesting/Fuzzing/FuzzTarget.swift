// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Code that reads bytes from outside, and what it promises for every one of them.
///
/// A fuzzer looks for an input that breaks a promise (`scripts/fuzz.sh`); a test replays what fuzzers found.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// `ServerSentEventDecoder` and `LineDecoder`: any split reads the same, and what was read can be written again.
    case events
    /// `JSONScan`: what it takes, another parser takes too, and reads the same strings in it.
    case json
    /// `JSONSplicer`: an edit changes the text it is for, at any depth of JSON in JSON, and nothing else.
    case splice
    /// `StreamingRestorer`: any split restores the same and holds little; JSON stays JSON.
    case restorer
    /// `StreamRestoration` of every dialect: any split of the bytes gives the caller the same bytes.
    case streams
    /// `TokenGrammar` and the reader: what is written is read, and nothing else is.
    case tokens
    /// `AnalyzedText`: offsets of the folded text lead into the original, in order.
    case fold

    /// The promise that an input breaks; `nil` for none. Traps where the code itself does.
    package func promise(brokenBy input: [UInt8]) -> String? {
        switch self {
        case .events: EventFuzzing.promise(brokenBy: FuzzInput(input))
        case .json: JSONFuzzing.promise(brokenBy: FuzzInput(input))
        case .splice: SpliceFuzzing.promise(brokenBy: FuzzInput(input))
        case .restorer: RestorerFuzzing.promise(brokenBy: FuzzInput(input))
        case .streams: StreamFuzzing.promise(brokenBy: FuzzInput(input))
        case .tokens: TokenFuzzing.promise(brokenBy: FuzzInput(input))
        case .fold: FoldFuzzing.promise(brokenBy: FuzzInput(input))
        }
    }
}
