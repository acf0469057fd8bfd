// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// Counts tokens that no one can resolve in text that is passed on: made up by the model, or of another scope.
///
/// Only canonical spellings count: in brackets, or bare with the right check character and word edges. It reads text
/// that has already gone out, so it holds nothing back.
struct UnknownTokenCounter: Sendable {
    /// How many were seen; whoever takes the count sets it back.
    var count = 0

    private enum State {
        /// Nothing begun; a letter after a letter or digit begins nothing.
        case idle
        case label
        case body
        /// Check character seen; the next byte decides.
        case checked
    }

    private var state = State.idle
    private var previous: UInt8 = 0
    private var hasBracket = false
    private var label: [UInt8] = []
    private var body: [UInt8] = []

    /// Every byte of a text. Where no underscore stands, no token does, and only the word at the end may begin one.
    mutating func consume(_ text: ArraySlice<UInt8>) {
        var rest = text
        let isWithin = state == .body || state == .checked
        if !isWithin, !text.contains(UInt8(ascii: "_")), let edge = text.lastIndex(where: { !ASCII.isAlphanumeric($0) })
        {
            state = .idle
            previous = text[edge]
            rest = text[(edge + 1)...]
        }
        for byte in rest { consume(byte) }
    }

    mutating func consume(_ byte: UInt8) {
        switch state {
        case .idle: begin(byte)
        case .label:
            if TokenGrammar.isLetter(byte), label.count < TokenGrammar.labelLengths.upperBound {
                label.append(byte)
            } else if byte == UInt8(ascii: "_"), TokenGrammar.labelLengths.contains(label.count) {
                state = .body
            } else {
                restart(byte)
            }
        case .body:
            if TokenGrammar.value(of: byte) != nil {
                body.append(byte)
                if body.count > TokenGrammar.bodyLength { state = .checked }
            } else {
                restart(byte)
            }
        case .checked:
            finish(next: byte)
            restart(byte)
        }
        previous = byte
    }

    /// The end of the text, or of a part of it that is passed on.
    mutating func reset() {
        if state == .checked { finish(next: 0) }
        state = .idle
        previous = 0
    }

    private mutating func restart(_ byte: UInt8) {
        state = .idle
        begin(byte)
    }

    private mutating func begin(_ byte: UInt8) {
        guard TokenGrammar.isLetter(byte), !ASCII.isAlphanumeric(previous) else { return }
        hasBracket = previous == UInt8(ascii: "[")
        label = [byte]
        body.removeAll(keepingCapacity: true)
        state = .label
    }

    private mutating func finish(next: UInt8) {
        let isClosed = hasBracket && (next == UInt8(ascii: "]") || next == UInt8(ascii: "_"))
        let isBare = !ASCII.isAlphanumeric(next) && TokenGrammar.check(label: label, body: body.dropLast()) == body.last
        if isClosed || isBare { count += 1 }
    }
}
