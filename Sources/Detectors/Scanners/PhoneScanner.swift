// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

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
        /// With a calling code but no `+`, with separators: 7 912 345-67-89.
        case codeGrouped = "code_grouped"
        /// With a calling code but no `+`, a mobile number, no separators: 966512345678.
        case codeMobile = "code_mobile"
        /// Without any prefix, in the groups of the country: (201) 555-0123.
        case grouped
        /// Anything else of 5 to 15 digits: only where a word says that it is a phone number.
        case unknown
    }

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var index = 0
        while index < text.count {
            guard text[index].isASCIIDigit else {
                index += 1
                continue
            }
            let chain = DigitChain(in: text, from: index)
            index = chain.end
            guard chain.digits.count >= 5 else { continue }
            scan(chain, in: text, report: report)
        }
    }

    private func scan(_ chain: DigitChain, in text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        guard Self.mayBegin(text, at: chain.offsets[0]), Self.mayEnd(text, at: chain.end) else { return }
        var group = 0
        var hasFound = false
        while group < chain.groups.count {
            let isFree = group == 0 || !chain.isJoined[group]
            guard isFree, let found = match(chain, from: group, in: text) else {
                group += 1
                continue
            }
            hasFound = true
            report(found.variant, span(chain, from: chain.groups[group], to: found.end, in: text))
            group = chain.groups.firstIndex { $0 >= found.end } ?? chain.groups.count
        }
        guard !hasFound, chain.digits.count <= 15 else { return }
        report(
            index(.unknown), span(chain, from: 0, to: chain.digits.count, in: text))
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
        return national(digits, chain, group) ?? coded(digits, chain, group)
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
        for length in plan.lengths.sorted(by: >) where prefix + length <= digits.count {
            let end = start + prefix + length
            if chain.canEnd(before: end), plan.accepts(digits[prefix..<prefix + length]) { return end }
        }
        return nil
    }

    private func national(_ digits: [UInt8], _ chain: DigitChain, _ group: Int) -> (variant: Int, end: Int)? {
        let start = chain.groups[group]
        for plan in plans.plans where plan.isNational {
            if let trunk = plan.trunk, digits.starts(with: trunk),
                let end = end(of: plan, digits, chain, start, after: trunk.count)
            {
                if isGrouped(chain, from: start, to: end) { return (index(.trunkGrouped), end) }
                if plan.isMobile(digits[trunk.count...]) { return (index(.trunkMobile), end) }
            }
            for shape in plan.groups where chain.shape(from: group).starts(with: shape) {
                let count = shape.reduce(0, +)
                guard plan.accepts(digits.prefix(count)), chain.canEnd(before: start + count) else { continue }
                return (index(.grouped), start + count)
            }
        }
        return nil
    }

    /// A number with a calling code whose `+` was left out.
    private func coded(_ digits: [UInt8], _ chain: DigitChain, _ group: Int) -> (variant: Int, end: Int)? {
        let start = chain.groups[group]
        guard let plan = plans.plan(internationally: digits), plan.isNational, plan.code.count > 1 || plan.trunk != nil,
            let end = end(of: plan, digits, chain, start, after: plan.code.count)
        else { return nil }
        if isGrouped(chain, from: start, to: end) { return (index(.codeGrouped), end) }
        return plan.isMobile(digits[plan.code.count...]) ? (index(.codeMobile), end) : nil
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
        default: return !before.isASCIILetter
        }
    }

    private static func mayEnd(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset < text.count else { return true }
        let after = text[offset]
        if after == UInt8(ascii: "x") || after == UInt8(ascii: "X") { return true }
        guard after == UInt8(ascii: "-") || after == UInt8(ascii: ".") else {
            return !after.isASCIIAlphanumeric && after != UInt8(ascii: "_") && after != UInt8(ascii: "%")
        }
        return offset + 1 == text.count || !text[offset + 1].isASCIIAlphanumeric
    }
}
