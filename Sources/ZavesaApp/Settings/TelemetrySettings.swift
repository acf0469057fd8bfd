// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Proxy
package import StrictYAML
import Telemetry

/// The `telemetry:` section: how metrics are named, which requests are traced, and who collects both.
package struct TelemetrySettings: Sendable, Equatable {
    /// What requests go by.
    package let rules: TelemetryRules
    /// `nil` where nobody collects.
    package let otlp: OTLPSettings?

    /// Reads the section; without one, nothing is exported and no request is traced.
    package init(_ node: YAMLNode?) throws(DocumentError) {
        let mapping = try node?.mapping(keys: ["prometheus", "traces", "propagate", "otlp"])
        let otlp = try mapping?.optional("otlp").map { node throws(DocumentError) in try OTLPSettings(node) }
        let ratio = try Self.ratio(mapping?.optional("traces"))
        rules = TelemetryRules(
            units: try Self.units(mapping?.optional("prometheus")),
            sampling: otlp == nil ? nil : TraceSampling(ratio: ratio),
            propagates: try mapping?.optional("propagate")?.boolean() ?? false)
        self.otlp = otlp
    }

    private static func units(_ node: YAMLNode?) throws(DocumentError) -> PrometheusUnits {
        guard let node = try node?.mapping(keys: ["units"]).optional("units") else { return .suffix }
        guard let units = PrometheusUnits(rawValue: try node.string()) else {
            throw node.error(.invalidValue, "expected suffix or plain")
        }
        return units
    }

    private static func ratio(_ node: YAMLNode?) throws(DocumentError) -> Double {
        guard let node = try node?.mapping(keys: ["sample"]).optional("sample") else { return 1 }
        let ratio = try node.double()
        guard (0...1).contains(ratio) else { throw node.error(.invalidValue, "expected a share from 0 to 1") }
        return ratio
    }
}

/// Where traces and metrics go by OTLP, and how often.
package struct OTLPSettings: Sendable, Equatable {
    /// The collector's base URL without a final slash; `/v1/traces` and `/v1/metrics` are added to it.
    package let endpoint: String
    /// A private file of `name: value` lines; `nil` for a collector that asks for no header.
    package let headersFile: String?
    /// Certificates trusted beside the system's.
    package let caFile: String?
    package let interval: Duration

    init(_ node: YAMLNode) throws(DocumentError) {
        let mapping = try node.mapping(keys: ["endpoint", "headers_file", "ca_file", "interval"])
        let url = try mapping.required("endpoint")
        let text = try url.string()
        guard UpstreamSettings.isPlainURL(text) else {
            throw url.error(.invalidValue, "expected a URL such as http://127.0.0.1:4318")
        }
        endpoint = text.hasSuffix("/") ? String(text.dropLast()) : text
        headersFile = try mapping.optional("headers_file")?.string()
        caFile = try mapping.optional("ca_file")?.string()
        interval = try mapping.optional("interval")?.duration() ?? .seconds(10)
    }
}
