// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// Finds e-mail addresses around each `@`, in any script and in mixed scripts, whole: never half an address.
///
/// The local part follows RFC 6532 (letters of every script) and stops at the punctuation that in running text
/// belongs to the sentence and not to the address, such as `=`, `/` and quotation marks.
struct EmailScanner: CandidateScanner {
    let name = "email"
    let variants = ["address", "unusual_domain"]

    /// RFC 5321 §4.5.3.1.1 allows 64 characters; letters beyond ASCII take up to four bytes.
    private static let maximumLocalLength = 256
    private static let maximumDomainLength = 512

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var next = 0
        while let at = ByteSearch.byte(UInt8(ascii: "@"), in: text, from: next) {
            next = at + 1
            guard let start = Self.localStart(in: text, before: at),
                let domain = Self.domain(in: text, after: at)
            else { continue }
            guard !Self.isService(text, start: start, at: at, end: domain.end) else { continue }
            report(domain.isUsual ? 0 : 1, start..<domain.end)
            next = domain.end
        }
    }

    /// Where the local part begins; `nil` if there is none.
    private static func localStart(in text: [UInt8], before at: Int) -> Int? {
        let floor = max(0, at - maximumLocalLength)
        if at > 1, text[at - 1] == UInt8(ascii: "\"") { return quotedStart(in: text, before: at - 1, floor: floor) }
        var start = at
        while start > floor, isLocal(text, start - 1) { start -= 1 }
        // A dot or hyphen at the start belongs to the text before; a limit never cuts a character in two.
        while start < at, text[start].isContinuation || ".-'".utf8.contains(text[start]) { start += 1 }
        return start < at ? start : nil
    }

    private static func quotedStart(in text: [UInt8], before quote: Int, floor: Int) -> Int? {
        var index = quote - 1
        while index >= floor, text[index] != UInt8(ascii: "\n") {
            if text[index] == UInt8(ascii: "\"") { return index + 1 < quote ? index : nil }
            index -= 1
        }
        return nil
    }

    private static func isLocal(_ text: [UInt8], _ index: Int) -> Bool {
        let byte = text[index]
        if byte.isASCIIAlphanumeric { return true }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "%"),
            UInt8(ascii: "'"), UInt8(ascii: "~"):
            return true
        default:
            return WordBytes.isWord(text, index)
        }
    }

    /// Where the domain ends, and whether its last label is made of letters; `nil` if what follows is no domain.
    private static func domain(in text: [UInt8], after at: Int) -> (end: Int, isUsual: Bool)? {
        let ceiling = min(text.count, at + 1 + maximumDomainLength)
        var labels: [Range<Int>] = []
        var start = at + 1
        while start < ceiling {
            var end = start
            while end < ceiling, isLabel(text, end) { end += 1 }
            while end > start, text[end - 1] == UInt8(ascii: "-") { end -= 1 }
            guard end > start, text[start] != UInt8(ascii: "-") else { break }
            labels.append(start..<end)
            guard end + 1 < ceiling, text[end] == UInt8(ascii: "."), isLabel(text, end + 1) else { break }
            start = end + 1
        }
        while labels.count > 1, let last = labels.last {
            if let isUsual = topLevel(text, last) { return (last.upperBound, isUsual) }
            labels.removeLast()
        }
        return nil
    }

    private static func isLabel(_ text: [UInt8], _ index: Int) -> Bool {
        text[index].isASCIIAlphanumeric || text[index] == UInt8(ascii: "-") || WordBytes.isWord(text, index)
    }

    /// `true` for a label of letters alone (or punycode), `false` for one with digits inside, `nil` for what no
    /// top-level domain can be: a single letter, or a label that starts with a digit.
    private static func topLevel(_ text: [UInt8], _ label: Range<Int>) -> Bool? {
        let bytes = text[label]
        guard label.count >= 2, let first = bytes.first, !first.isASCIIDigit else { return nil }
        if bytes.starts(with: Array("xn--".utf8)) { return true }
        return !bytes.contains { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    /// What has the shape of an address but names no mailbox: `git@host:path` of version control, and picture names
    /// for dense screens such as `icon@2x.png`.
    private static func isService(_ text: [UInt8], start: Int, at: Int, end: Int) -> Bool {
        let local = text[start..<at]
        if local.elementsEqual("git".utf8), end < text.count, ":/".utf8.contains(text[end]) { return true }
        return end - at > 3 && text[at + 1].isASCIIDigit && text[at + 2] == UInt8(ascii: "x")
            && text[at + 3] == UInt8(ascii: ".")
    }
}
