// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A coverage table made ready for walking along a scanned body: one step a key or element, no strings built.
struct CoverageGraph: Sendable {
    /// A place that rows lead to or through.
    struct Place: Sendable {
        var members: [(name: [UInt8], place: Int)] = []
        /// Where any other key leads (`*`).
        var anyMember: Int?
        /// Where an element leads (`[]`).
        var element: Int?
        var treatment: FieldTreatment?
    }

    /// Not in the table, and nothing below it either.
    static let unlisted = -1
    static let root = 0

    private(set) var places = [Place()]
    /// Where a JSON schema begins: one place that leads back to itself.
    private let schema: Int

    /// Precondition: paths are well formed; tables are written by us and read by the tests.
    init(_ rows: [CoverageRow]) {
        places.append(Place(treatment: .schema))
        schema = 1
        for row in JSONSchemaCoverage.rows { insert(row, from: schema) }
        for row in rows { insert(row, from: Self.root) }
    }

    /// Where an element of an array leads.
    func element(of place: Int) -> Int {
        place == Self.unlisted ? Self.unlisted : places[place].element ?? Self.unlisted
    }

    /// Where a key leads, and whether the table names it itself (not by `*`).
    func member(of place: Int, key: Int, in scan: JSONScan) -> (place: Int, isNamed: Bool) {
        guard place != Self.unlisted else { return (Self.unlisted, false) }
        for member in places[place].members where scan.says(member.name, at: key) { return (member.place, true) }
        return (places[place].anyMember ?? Self.unlisted, false)
    }

    func treatment(at place: Int) -> FieldTreatment? { place == Self.unlisted ? nil : places[place].treatment }

    // MARK: - Building

    private mutating func insert(_ row: CoverageRow, from start: Int) {
        let steps = Self.steps(row.path)
        var place = start
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            place = next(step, from: place, linkingTo: isLast && row.treatment == .schema ? schema : nil)
        }
        places[place].treatment = row.treatment
        if steps.last == "**" {
            places[place].anyMember = place
            places[place].element = place
        }
    }

    /// `a.b[].*` as `a`, `b`, `[]`, `*`.
    private static func steps(_ path: String) -> [String] {
        path.split(separator: ".").flatMap { part in
            var (name, steps) = (String(part), [String]())
            while name.hasSuffix("[]") {
                name.removeLast(2)
                steps.append("[]")
            }
            return (name.isEmpty ? [] : [name]) + steps
        }
    }

    /// The place one step further; made where there is none, or `target` where the step links to it.
    private mutating func next(_ step: String, from place: Int, linkingTo target: Int?) -> Int {
        let existing =
            switch step {
            case "[]": places[place].element
            case "*", "**": places[place].anyMember
            default: places[place].members.first { $0.name.elementsEqual(step.utf8) }?.place
            }
        if let existing { return existing }
        let new = target ?? places.count
        if target == nil { places.append(Place()) }
        switch step {
        case "[]": places[place].element = new
        case "*", "**": places[place].anyMember = new
        default: places[place].members.append((Array(step.utf8), new))
        }
        return new
    }
}
