// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import JSONText

/// What the rows of an export add up to.
struct ExportSummary: Sendable, Equatable {
    /// Requests decided and let through, counted once each; a reroute is the same request.
    private(set) var requests = 0
    /// Requests closed: delivered, failed, cancelled.
    private(set) var closings: [String: Int] = [:]
    private(set) var refusals = 0
    /// Refusals by reason.
    private(set) var refusalsByReason: [String: Int] = [:]
    /// Values found in requests, by type.
    private(set) var entities: [String: Int] = [:]
    /// Values that models produced in answers, by type.
    private(set) var produced: [String: Int] = [:]
    /// Decisions and reroutes by the upstream's country.
    private(set) var routesByCountry: [String: Int] = [:]
    /// Decisions and reroutes that crossed a border.
    private(set) var crossBorderRoutes = 0
    /// Requests that went out once more with values in clear: however many upstreams were tried, they count once.
    private(set) var unmaskedRequests: Set<String> = []
    /// Values that second runs left in clear, by type.
    private(set) var unmasked: [String: Int] = [:]
    private(set) var restored = 0
    private(set) var withheld = 0
    /// The policies in force, by SHA-256, with how many rows name each.
    private(set) var policies: [String: Int] = [:]

    mutating func add(_ row: ExportRow) {
        if let policy = row.policyDigest { policies[policy, default: 0] += 1 }
        switch AuditCode(rawValue: row.code) {
        case .decided, .rerouted: addRoute(row)
        case .denied:
            refusals += 1
            refusalsByReason[row.reason ?? "unstated", default: 0] += 1
            entities.merge(row.entities, uniquingKeysWith: +)
        case .delivered, .failed, .cancelled:
            closings[row.type.split(separator: ".").last.map(String.init) ?? row.type, default: 0] += 1
            produced.merge(row.produced, uniquingKeysWith: +)
            restored += row.restored ?? 0
            withheld += row.withheld ?? 0
        default: break
        }
    }

    private mutating func addRoute(_ row: ExportRow) {
        if let country = row.country { routesByCountry[country, default: 0] += 1 }
        if row.isCrossBorder == true { crossBorderRoutes += 1 }
        if !row.unmasked.isEmpty, let request = row.request, unmaskedRequests.insert(request).inserted {
            unmasked.merge(row.unmasked, uniquingKeysWith: +)
        }
        // A reroute sends the same text again: its values were counted with the decision.
        guard AuditCode(rawValue: row.code) == .decided else { return }
        requests += 1
        entities.merge(row.entities, uniquingKeysWith: +)
    }

    var json: JSONValue {
        .object([
            ("requests", .integer(Int64(requests))), ("closings", .counts(closings)),
            ("refusals", .integer(Int64(refusals))), ("refusals_by_reason", .counts(refusalsByReason)),
            ("entities", .counts(entities)), ("produced", .counts(produced)),
            ("routes_by_country", .counts(routesByCountry)),
            ("cross_border_routes", .integer(Int64(crossBorderRoutes))),
            ("is_crossborder", .boolean(crossBorderRoutes > 0)), ("restored", .integer(Int64(restored))),
            ("withheld", .integer(Int64(withheld))), ("policies", .counts(policies)),
            ("unmasked_requests", .integer(Int64(unmaskedRequests.count))), ("unmasked", .counts(unmasked)),
        ])
    }
}
