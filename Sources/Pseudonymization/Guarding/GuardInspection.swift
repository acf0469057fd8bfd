// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// The guard's look at one request.
struct GuardInspection {
    private let notes: GuardNotes
    private let spellings: SpellingAutomaton
    private let digits: DigitScan
    /// Letters and digits of the values that policy lets pass.
    private let passed: [[UInt8]]

    /// `present` has every byte of what will be inspected, and `run` is the longest run of base 64 in it.
    init(_ notes: GuardNotes, present: ByteSet, run: Int) {
        self.notes = notes
        spellings = SpellingAutomaton(notes.values, present: present, run: run)
        digits = DigitScan(notes.values)
        passed = notes.passed.map { $0.expose(Self.alphanumerics) }
    }

    /// The body, in which tokens, marks, numbers and what goes back as it came have their places.
    func inspectBody(_ body: [UInt8]) throws(EgressGuardError) {
        for range in notes.written where !Self.isTokenOrMark(body[range]) {
            throw EgressGuardError(code: .foreignMark, place: .body)
        }
        let exempt = (notes.written + notes.numbers + notes.returned + notes.told + notes.unread).sorted {
            $0.lowerBound < $1.lowerBound
        }
        let strings = JSONStrings(body)
        try inspect(body, place: .body) { range in
            Self.isWithin(range, exempt) || Self.isShortNumber(body[range]) && !strings.hold(range.lowerBound)
        }
    }

    func inspect(
        _ text: [UInt8], place: EgressGuardError.Place, isExempt: (Range<Int>) -> Bool = { _ in false }
    ) throws(EgressGuardError) {
        var failure: EgressGuardError?
        let report = { (range: Range<Int>, value: Int) in
            guard failure == nil, !isExempt(range), !ProtocolWords.isOne(range, of: text, model: notes.model) else {
                return
            }
            failure = EgressGuardError(code: .replacedValue, place: place, type: notes.values[value].type)
        }
        spellings.find(in: text, report: report)
        digits.find(in: text, report: report)
        if notes.isSearched {
            ChecksumScan.find(in: text) { range in
                guard failure == nil, !isExempt(range), !isPassed(text[range]) else { return }
                failure = EgressGuardError(code: .checksum, place: place)
            }
        }
        if let failure { throw failure }
    }

    /// Whether bytes are digits, and too few to say of a setting (`"max_tokens": 1024`) that it is somebody's code.
    private static func isShortNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count < SpelledValue.minimumDigits && bytes.allSatisfy(ASCII.isDigit)
    }

    private func isPassed(_ found: ArraySlice<UInt8>) -> Bool {
        let wanted = Self.alphanumerics(Array(found))
        return passed.contains { $0 == wanted }
    }

    private static func alphanumerics(_ text: [UInt8]) -> [UInt8] {
        text.filter(ASCII.isAlphanumeric).map(ASCII.uppercased)
    }

    /// Whether a range lies in one of `ranges`, which are in order and do not overlap.
    private static func isWithin(_ range: Range<Int>, _ ranges: [Range<Int>]) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < range.upperBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= range.lowerBound
    }

    /// Whether bytes are a canonical token, with or without brackets, a hash or a redaction mark: by the grammar, not by what
    /// the tokeniser says.
    private static func isTokenOrMark(_ bytes: ArraySlice<UInt8>) -> Bool {
        if RedactionMark.matches(bytes) || HashMark.matches(bytes) { return true }
        var inner = bytes
        if inner.first == UInt8(ascii: "[") {
            guard inner.last == UInt8(ascii: "]") else { return false }
            inner = inner.dropFirst().dropLast()
        }
        let parts = inner.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard parts.count == 2, let label = TokenLabel(String(decoding: parts[0], as: UTF8.self)),
            let token = Token(label: label, body: String(decoding: parts[1].dropLast(), as: UTF8.self))
        else { return false }
        return token.check == parts[1].last
    }
}
