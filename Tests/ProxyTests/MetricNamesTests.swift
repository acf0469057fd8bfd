// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Proxy
import Telemetry
import Testing
import ZavesaTesting

/// What is written about metrics is about metrics that are there.
@Suite struct MetricNamesTests {
    private static let root = String(#filePath.split(separator: "/Tests/").first ?? ".")
    private static let families = GatewayMetrics().families.map(\.family)

    private func content(of path: String) throws -> String {
        try String(contentsOfFile: "\(Self.root)/\(path)", encoding: .utf8)
    }

    /// Every name that a page may hold a row of.
    private static let names: Set<String> = {
        var names: Set<String> = []
        for family in families {
            let name = family.prometheusName(.suffix)
            names.insert(name)
            if family.kind == .histogram { names.formUnion(["_bucket", "_sum", "_count"].map { name + $0 }) }
        }
        return names
    }()

    @Test func noNameStandsTwice() {
        #expect(Set(Self.families.map(\.name)).count == Self.families.count)
    }

    @Test(arguments: families)
    func eachFamilyIsInTheDocumentWithItsLabels(family: MetricFamily) throws {
        let name = family.prometheusName(.suffix)
        let line = try content(of: "docs/telemetry.md").split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }
        let row = try #require(line, "docs/telemetry.md has no row for \(name)")
        #expect(row.contains("| \(family.kind.rawValue) |"), "\(name)")
        for label in family.labels where !family.name.hasPrefix("gen_ai") {
            #expect(row.contains("`\(label)`"), "\(name) lacks \(label)")
        }
    }

    @Test(arguments: [
        "deploy/grafana/zavesa.json", "deploy/prometheus/alerts.yaml", "docs/operation.md", "docs/telemetry.md",
    ])
    func eachNameThatIsUsedIsThere(path: String) throws {
        let text = try content(of: path)
        let used = text.matches(of: /\b(?:zavesa|gen_ai)_[a-z_]+[a-z]\b/).map { String($0.output) }
        let labels = Set(Self.families.flatMap(\.labels).map { $0.replacing(".", with: "_") })
        #expect(!used.isEmpty)
        for name in Set(used).subtracting(labels) {
            let plain = name + "_seconds"
            #expect(
                Self.names.contains(name) || path.hasPrefix("docs/") && Self.names.contains(plain), "\(path): \(name)")
        }
    }

    @Test func theDashboardIsJSONWithPanels() throws {
        struct Dashboard: Decodable {
            struct Panel: Decodable {
                struct Target: Decodable { let expr: String }
                let title: String
                let targets: [Target]?
            }
            let uid: String
            let panels: [Panel]
        }
        let dashboard = try JSONDecoder().decode(
            Dashboard.self, from: Data(content(of: "deploy/grafana/zavesa.json").utf8))
        #expect(dashboard.uid == "zavesa")
        #expect(dashboard.panels.count >= 12)
        #expect(dashboard.panels.allSatisfy { !($0.targets ?? []).isEmpty })
    }
}
