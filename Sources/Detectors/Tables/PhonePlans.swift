// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// National numbering plans (`dictionaries/tables/phone_plans.yaml`), by calling code.
package struct PhonePlans: Sendable {
    /// One country or one group that shares a calling code.
    ///
    /// A class: every number of a text is tried with many plans.
    package final class Plan: Sendable {
        /// The calling code, digits: `7`, `966`.
        let code: [UInt8]
        /// How many digits a national number has, without code and trunk prefix; the largest count first.
        let lengths: [Int]
        /// What a national number can start with; empty: any digit but the trunk prefix.
        let prefixes: [[UInt8]]
        /// What is dialed before a national number inside the country; `nil` where there is none.
        let trunk: [UInt8]?
        /// What the numbers of mobile phones start with: they may stand without separators.
        let mobile: [[UInt8]]
        /// Whether national forms are looked for, and not the international one alone.
        let isNational: Bool
        /// Group lengths that a national number without a trunk prefix must have, such as 3-3-4.
        let groups: [[Int]]

        fileprivate init(
            code: [UInt8], lengths: [Int], prefixes: [[UInt8]], trunk: [UInt8]?, mobile: [[UInt8]], isNational: Bool,
            groups: [[Int]]
        ) {
            self.code = code
            self.lengths = lengths
            self.prefixes = prefixes
            self.trunk = trunk
            self.mobile = mobile
            self.isNational = isNational
            self.groups = groups
        }
    }

    private let plans: [Plan]
    /// By `key` of a calling code: its plan.
    private let byCode: [Plan?]
    /// Indices of the plans whose national form can start with the digit.
    private let nationalByDigit: [[Int]]

    package init(_ document: YAMLNode) throws(DocumentError) {
        var plans: [Plan] = []
        for node in try document.mapping(keys: ["source", "plans"]).required("plans").elements() {
            plans.append(try Self.plan(node))
        }
        self.plans = plans
        var byCode = [Plan?](repeating: nil, count: Self.key(Array("999".utf8)) + 1)
        for plan in plans.reversed() where plan.code.count <= Self.longestCode { byCode[Self.key(plan.code)] = plan }
        self.byCode = byCode
        nationalByDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).map { digit in
            plans.indices.filter { plans[$0].mayBeginNationally(with: digit) }
        }
    }

    /// The plans whose national form, with the trunk prefix where there is one, can start with `digit` (ASCII).
    func plans(nationallyFrom digit: UInt8) -> some Sequence<Plan> {
        nationalByDigit[Int(digit &- UInt8(ascii: "0"))].lazy.map { plans[$0] }
    }

    /// The plan whose calling code the digits start with; codes are prefix-free, so that there is at most one.
    func plan(internationally digits: [UInt8]) -> Plan? {
        for length in 1...Self.longestCode where digits.count > length {
            if let plan = byCode[Self.key(digits[..<length])] { return plan }
        }
        return nil
    }

    private static let longestCode = 3

    /// A number for up to three digits, with how many they are before them.
    private static func key(_ digits: some Collection<UInt8>) -> Int {
        digits.reduce(digits.count) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }

    private static func plan(_ node: YAMLNode) throws(DocumentError) -> Plan {
        let keys = try node.mapping(keys: [
            "country", "code", "lengths", "prefixes", "trunk", "mobile", "national", "groups",
        ])
        _ = try keys.required("country").string()
        var lengths: Set<Int> = []
        for length in try keys.required("lengths").elements() { lengths.insert(try length.integer()) }
        var groups: [[Int]] = []
        for shape in try keys.optional("groups")?.strings() ?? [] {
            groups.append(shape.split(separator: "-").compactMap { Int($0) })
        }
        return Plan(
            code: try digits(keys.required("code")), lengths: lengths.sorted(by: >),
            prefixes: try list(keys.optional("prefixes")), trunk: try keys.optional("trunk").map(digits),
            mobile: try list(keys.optional("mobile")), isNational: try keys.optional("national")?.boolean() ?? false,
            groups: groups)
    }

    private static func list(_ node: YAMLNode?) throws(DocumentError) -> [[UInt8]] {
        guard let node else { return [] }
        var list: [[UInt8]] = []
        for element in try node.elements() { list.append(try digits(element)) }
        return list
    }

    private static func digits(_ node: YAMLNode) throws(DocumentError) -> [UInt8] {
        let bytes = Array(try node.string().utf8)
        guard !bytes.isEmpty, bytes.allSatisfy(\.isASCIIDigit) else {
            throw node.error(.invalidValue, "expected digits")
        }
        return bytes
    }
}

extension PhonePlans.Plan {
    fileprivate func mayBeginNationally(with digit: UInt8) -> Bool {
        guard isNational else { return false }
        return trunk?.first == digit
            || (!groups.isEmpty && (prefixes.isEmpty || prefixes.contains { $0.first == digit }))
    }

    /// Whether `number`, without code and trunk prefix, can be in the plan.
    func accepts(_ number: some Collection<UInt8>) -> Bool {
        guard lengths.contains(number.count) else { return false }
        guard !prefixes.isEmpty else { return number.first != trunk?.first || trunk == nil }
        return prefixes.contains { number.starts(with: $0) }
    }

    /// Whether `number`, without code and trunk prefix, is of a mobile phone.
    func isMobile(_ number: some Collection<UInt8>) -> Bool { mobile.contains { number.starts(with: $0) } }
}
