// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching

/// Finds phone numbers by the numbering plans: a known calling code, a lawful length, lawful first digits.
///
/// That keeps apart what only looks alike: milliseconds, order numbers, dates and versions fit no plan, or only one
/// whose variant needs a context word.
struct PhoneScanner: CandidateScanner {
    let name = "phone"
    let variants = Variant.allCases.map(\.rawValue)
    let plans: PhonePlans

    enum Variant: String, CaseIterable {
        /// With `+` or 00 and a calling code.
        case international
        /// With a trunk prefix and separators: 8 (912) 345-67-89, 020 7946 0958.
        case trunkGrouped = "trunk_grouped"
        /// With a trunk prefix, a mobile number, no separators: 89123456789.
        case trunkMobile = "trunk_mobile"
        /// With a calling code but no `+`, with separators: 7 912 345-67-89, 86 (10) 8282-5058.
        case codeGrouped = "code_grouped"
        /// With a calling code but no `+`, a mobile number, no separators: 966512345678.
        case codeMobile = "code_mobile"
        /// Without any prefix, in the groups of the country: (201) 555-0123.
        case grouped
        /// The same for numbers of 8 digits and fewer, which many other things look like: 2234 5678.
        case local
        /// Anything else of 6 to 15 digits: only where a word says that it is a phone number.
        case unknown
    }

    private static let minimumDigits = 6

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var index = ByteSearch.digit(in: text, from: 0)
        while index < text.count {
            let ahead = DigitChain.count(in: text, from: index, enough: Self.minimumDigits)
            guard ahead.digits == Self.minimumDigits else {
                index = ByteSearch.digit(in: text, from: ahead.end)
                continue
            }
            let chain = DigitChain(in: text, from: index)
            index = ByteSearch.digit(in: text, from: chain.end)
            scan(chain, in: text, report: report)
        }
    }

    private func scan(_ chain: DigitChain, in text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        guard Self.mayBegin(text, at: chain.offsets[0]), Self.mayEnd(text, at: chain.end) else { return }
        var group = 0
        var isCoveredFromStart = false
        // Where a number may begin: at the start, and after another number.
        var expected = 0
        while group < chain.groups.count {
            let mayBegin = group == expected || mayBeginInside(chain, group, in: text)
            guard mayBegin, !chain.looksLikeDate(from: group), let found = match(chain, from: group, in: text) else {
                group += 1
                continue
            }
            isCoveredFromStart = isCoveredFromStart || group == 0
            report(found.variant, span(chain, from: chain.groups[group], to: found.end, in: text))
            group = chain.groups.firstIndex { $0 >= found.end } ?? chain.groups.count
            expected = group
        }
        guard !isCoveredFromStart, chain.digits.count <= 15, !chain.looksLikeDate(from: 0) else { return }
        report(
            index(.unknown), span(chain, from: 0, to: chain.digits.count, in: text))
    }

    /// Whether a number may begin at a later group: after more than a hyphen or dot, and not in a row such as
    /// 1 297 027 1 297 027, where every zero would begin one.
    private func mayBeginInside(_ chain: DigitChain, _ group: Int, in text: [UInt8]) -> Bool {
        let first = chain.groups[group]
        guard !chain.isJoined[group] else { return false }
        return chain.digits[first] != UInt8(ascii: "0") || Self.hasPlus(text, before: chain.offsets[first])
    }

    private func index(_ variant: Variant) -> Int { Variant.allCases.firstIndex(of: variant) ?? 0 }

    /// The number that starts with group `group`: its variant, and the index of the digit after its last.
    private func match(_ chain: DigitChain, from group: Int, in text: [UInt8]) -> (variant: Int, end: Int)? {
        let start = chain.groups[group]
        let digits = Array(chain.digits[start...])
        if Self.hasPlus(text, before: chain.offsets[start]) {
            return international(digits, chain, start).map { (index(.international), $0) }
        }
        if digits.starts(with: "00".utf8), let end = international(Array(digits.dropFirst(2)), chain, start + 2) {
            return (index(.international), end)
        }
        return national(digits, chain, group) ?? coded(digits, chain, group, in: text)
    }

    /// The end of a number that begins with a calling code; `start` is the index of the code's first digit.
    private func international(_ digits: [UInt8], _ chain: DigitChain, _ start: Int) -> Int? {
        guard let plan = plans.plan(internationally: digits) else { return nil }
        let code = plan.code.count
        // +44 (0)20 …: the trunk prefix in parentheses is no part of the number.
        if let trunk = plan.trunk, digits[code...].starts(with: trunk),
            let end = end(of: plan, digits, chain, start, after: code + trunk.count)
        {
            return end
        }
        return end(of: plan, digits, chain, start, after: code)
    }

    /// The end of the longest number of the plan whose first digit is `digits[prefix]`.
    private func end(
        of plan: PhonePlans.Plan, _ digits: [UInt8], _ chain: DigitChain, _ start: Int, after prefix: Int
    ) -> Int? {
        for length in plan.lengths where prefix + length <= digits.count {
            let end = start + prefix + length
            if chain.canEnd(before: end), plan.accepts(digits[prefix..<prefix + length]) { return end }
        }
        return nil
    }

    private func national(_ digits: [UInt8], _ chain: DigitChain, _ group: Int) -> (variant: Int, end: Int)? {
        let start = chain.groups[group]
        let lengths = chain.shape(from: group)
        for plan in plans.plans(nationallyFrom: digits[0]) {
            if let trunk = plan.trunk, digits.starts(with: trunk), !isDecimal(chain, group),
                let end = end(of: plan, digits, chain, start, after: trunk.count)
            {
                if isGrouped(chain, from: start, to: end) { return (index(.trunkGrouped), end) }
                if plan.isMobile(digits[trunk.count...]) { return (index(.trunkMobile), end) }
            }
            for shape in plan.groups where lengths.starts(with: shape) {
                let count = shape.reduce(0, +)
                guard plan.accepts(digits.prefix(count)), chain.canEnd(before: start + count) else { continue }
                return (index(count > 8 ? .grouped : .local), start + count)
            }
        }
        return nil
    }

    /// A number with a calling code whose `+` was left out.
    private func coded(
        _ digits: [UInt8], _ chain: DigitChain, _ group: Int, in text: [UInt8]
    ) -> (variant: Int, end: Int)? {
        let start = chain.groups[group]
        guard let plan = plans.plan(internationally: digits), plan.code.count > 1 || plan.trunk != nil,
            let end = end(of: plan, digits, chain, start, after: plan.code.count)
        else { return nil }
        let isSure = plan.isNational || hasParentheses(text, chain.offsets[start], chain.offsets[end - 1])
        if isSure, isGrouped(chain, from: start, to: end) { return (index(.codeGrouped), end) }
        return plan.isMobile(digits[plan.code.count...]) ? (index(.codeMobile), end) : nil
    }

    /// Whether the group is a 0 with a dot after it: 0.3931 is no number with a trunk prefix.
    private func isDecimal(_ chain: DigitChain, _ group: Int) -> Bool {
        chain.digits[chain.groups[group]] == UInt8(ascii: "0") && chain.shape(from: group)[0] == 1
    }

    private func hasParentheses(_ text: [UInt8], _ first: Int, _ last: Int) -> Bool {
        text[first...last].contains(UInt8(ascii: "(")) && text[first...last].contains(UInt8(ascii: ")"))
    }

    /// Whether the digits stand in three groups or more.
    private func isGrouped(_ chain: DigitChain, from start: Int, to end: Int) -> Bool {
        chain.groups.count { $0 > start && $0 < end } >= 2
    }

    /// The span of the digits with a `+` or parenthesis before them and an extension after them.
    private func span(_ chain: DigitChain, from start: Int, to end: Int, in text: [UInt8]) -> Range<Int> {
        var lower = chain.offsets[start]
        let upper = chain.offsets[end - 1] + 1
        let hasParenthesis =
            lower > 0 && text[lower - 1] == UInt8(ascii: "(")
            && text[lower..<upper].contains(UInt8(ascii: ")"))
        if hasParenthesis { lower -= 1 }
        if Self.hasPlus(text, before: lower) {
            while text[lower] != UInt8(ascii: "+") { lower -= 1 }
        }
        return lower..<PhoneExtension.end(in: text, after: upper)
    }

    /// A `+` before the number, perhaps with a space or parenthesis between.
    private static func hasPlus(_ text: [UInt8], before offset: Int) -> Bool {
        var index = offset - 1
        while index >= 0, offset - index <= 2, text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "(") {
            index -= 1
        }
        return index >= 0 && text[index] == UInt8(ascii: "+")
    }

    /// Not inside a word, a decimal fraction, an amount of money or a hyphenated code.
    private static func mayBegin(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset > 0 else { return true }
        let before = text[offset - 1]
        switch before {
        case UInt8(ascii: "$"), UInt8(ascii: "_"): return false
        case UInt8(ascii: "-"), UInt8(ascii: "."): return offset < 2 || !text[offset - 2].isASCIIAlphanumeric
        default: return !before.isASCIIAlphanumeric
        }
    }

    private static func mayEnd(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset < text.count else { return true }
        let after = text[offset]
        if after == UInt8(ascii: "x") || after == UInt8(ascii: "X") { return true }
        guard after == UInt8(ascii: "-") || after == UInt8(ascii: ".") else {
            return !after.isASCIIAlphanumeric && after != UInt8(ascii: "_") && after != UInt8(ascii: "%")
        }
        return !text[(offset + 1)...].prefix { $0.isASCIIAlphanumeric }.contains(where: \.isASCIIDigit)
    }
}
