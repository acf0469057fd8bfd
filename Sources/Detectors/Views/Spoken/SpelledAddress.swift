// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import TextNormalization

/// Reads e-mail addresses whose signs are said in words: «ivan собака mail точка ru», `john dot smith at mail dot com`,
/// `john [at] mail.com`.
struct SpelledAddress {
    private let text: [UInt8]
    private let tokens: [SpokenToken]
    private var edits: [TextEdit] = []

    private static let maximumLabels = 6
    /// Bytes between a sign in words and what stands beside it: spaces, and brackets around the word.
    private static let maximumGap = 3
    /// Bytes of one part of an address, as `EmailScanner` has it.
    private static let maximumLength = 256

    /// The addresses around every sign for @ among `tokens`.
    static func runs(of tokens: [SpokenToken], in text: [UInt8]) -> [ViewRun] {
        tokens.indices.compactMap { index in
            switch tokens[index].word {
            case .at(let isOrdinary):
                var address = SpelledAddress(text: text, tokens: tokens)
                return address.read(around: index, isOrdinary: isOrdinary)
            case .dot:
                var address = SpelledAddress(text: text, tokens: tokens)
                return address.read(beforeDot: index)
            default: return nil
            }
        }
    }

    private init(text: [UInt8], tokens: [SpokenToken]) {
        self.text = text
        self.tokens = tokens
    }

    private mutating func read(around index: Int, isOrdinary: Bool) -> ViewRun? {
        let sign = sign(at: index, as: UInt8(ascii: "@"))
        edits.append(sign.edit)
        guard let start = readLocal(before: sign.edit.offset, isOrdinary: isOrdinary && !sign.isBracketed),
            let end = readDomain(after: sign.edit.end)
        else { return nil }
        // "at" with a written domain is a sentence: "look at example.com".
        guard !isOrdinary || sign.isBracketed || hasSpokenDot(after: sign.edit.offset) else { return nil }
        return run(start..<end)
    }

    /// `ivan@mail точка ru`: only the dot is said.
    private mutating func read(beforeDot index: Int) -> ViewRun? {
        let dot = sign(at: index, as: UInt8(ascii: "."))
        var start = dot.edit.offset
        while start > 0, dot.edit.offset - start < Self.maximumLength, Self.isLabel(text, start - 1) { start -= 1 }
        guard start < dot.edit.offset, start > 1, text[start - 1] == UInt8(ascii: "@"),
            let end = readDomain(after: start)
        else { return nil }
        var local = start - 1
        while local > 0, start - local < Self.maximumLength, Self.isLocal(text, local - 1) { local -= 1 }
        return local < start - 1 && !edits.isEmpty ? run(local..<end) : nil
    }

    private func run(_ area: Range<Int>) -> ViewRun {
        ViewRun(area: area, edits: edits.sorted { $0.offset < $1.offset }, kind: .spelledAddress)
    }

    private func hasSpokenDot(after offset: Int) -> Bool {
        edits.contains { $0.offset > offset && $0.text == [UInt8(ascii: ".")] }
    }
}

// MARK: - The parts of an address

extension SpelledAddress {
    /// Where the local part that ends before `offset` begins; adds the edits for signs said in it.
    private mutating func readLocal(before offset: Int, isOrdinary: Bool) -> Int? {
        var start = offset
        for part in 0..<Self.maximumLabels {
            var first = start
            while first > 0, start - first < Self.maximumLength, Self.isLocal(text, first - 1) { first -= 1 }
            guard first < start, token(at: first)?.word != .and else { return part == 0 ? nil : start }
            if part == 0, isOrdinary, Self.isSentence(text[first..<start]) { return nil }
            start = first
            guard let index = token(endingBefore: start), let byte = Self.sign(of: tokens[index].word) else { break }
            let sign = sign(at: index, as: byte)
            guard sign.edit.end == start, sign.edit.offset > 0, Self.isLocal(text, sign.edit.offset - 1) else {
                break
            }
            edits.append(sign.edit)
            start = sign.edit.offset
        }
        return start
    }

    /// Where the domain that begins at `offset` ends; adds the edits for signs said in it.
    private mutating func readDomain(after offset: Int) -> Int? {
        var label = offset
        var end: Int?
        for part in 0..<Self.maximumLabels {
            var last = label
            while last < text.count, last - label < Self.maximumLength, Self.isLabel(text, last) { last += 1 }
            guard last > label, token(at: label).flatMap({ Self.sign(of: $0.word) }) == nil else { break }
            if part > 0, TopLevelWords.isTopLevel(text[label..<last]) { end = last }
            if last + 1 < text.count, text[last] == UInt8(ascii: "."), Self.isLabel(text, last + 1) {
                label = last + 1
                continue
            }
            guard let index = token(beginningAfter: last), let byte = Self.sign(of: tokens[index].word),
                byte != UInt8(ascii: "_")
            else { break }
            let sign = sign(at: index, as: byte)
            guard sign.edit.offset == last else { break }
            edits.append(sign.edit)
            label = sign.edit.end
        }
        guard let end else { return nil }
        edits.removeAll { $0.offset >= end }
        return end
    }

    /// Words after which "at" is a place or a time: arrived at, look at, me at.
    private static func isSentence(_ word: ArraySlice<UInt8>) -> Bool {
        let lower = word.map(\.asciiLowercased)
        return sentenceWords.contains { $0.utf8.elementsEqual(lower) }
    }

    private static let sentenceWords = [
        "look", "looking", "looks", "arrive", "arrived", "be", "is", "are", "was", "were", "am", "been", "me", "us",
        "him",
        "her", "them", "it", "available", "here", "works", "work", "working", "contact", "reach", "live", "lives",
        "meet",
        "see", "stay", "hosted", "site", "website", "out",
    ]
}

// MARK: - Signs in words

extension SpelledAddress {
    private struct Sign {
        let edit: TextEdit
        let isBracketed: Bool
    }

    /// The word at `index` with the spaces and brackets around it, to be replaced by `byte`.
    private func sign(at index: Int, as byte: UInt8) -> Sign {
        let range = tokens[index].range
        var start = range.lowerBound
        var end = range.upperBound
        while start > 0, range.lowerBound - start < Self.maximumGap, Self.isGap(text[start - 1]) { start -= 1 }
        while end < text.count, end - range.upperBound < Self.maximumGap, Self.isGap(text[end]) { end += 1 }
        let isBracketed = text[start..<range.lowerBound].contains { $0 != 0x20 && $0 != 0x0A }
        return Sign(edit: TextEdit(start..<end, [byte]), isBracketed: isBracketed)
    }

    private static func isGap(_ byte: UInt8) -> Bool { " \n()[]{}<>".utf8.contains(byte) }

    private static func sign(of word: SpokenWord) -> UInt8? {
        switch word {
        case .dot: UInt8(ascii: ".")
        case .hyphen: UInt8(ascii: "-")
        case .underscore: UInt8(ascii: "_")
        default: nil
        }
    }

    private func token(at offset: Int) -> SpokenToken? {
        let index = firstToken(from: offset)
        return index < tokens.count && tokens[index].range.lowerBound == offset ? tokens[index] : nil
    }

    /// The index of the last token that ends at `offset` or within a gap before it.
    private func token(endingBefore offset: Int) -> Int? {
        let index = firstToken(from: offset) - 1
        guard index >= 0, offset - tokens[index].range.upperBound <= Self.maximumGap else { return nil }
        return index
    }

    private func token(beginningAfter offset: Int) -> Int? {
        let index = firstToken(from: offset)
        return index < tokens.count && tokens[index].range.lowerBound - offset <= Self.maximumGap ? index : nil
    }

    /// The index of the first token that begins at `offset` or later.
    private func firstToken(from offset: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func isLocal(_ text: [UInt8], _ index: Int) -> Bool {
        isLabel(text, index) || "._+'".utf8.contains(text[index])
    }

    private static func isLabel(_ text: [UInt8], _ index: Int) -> Bool {
        text[index] == UInt8(ascii: "-") || WordBytes.isWord(text, index)
    }
}
