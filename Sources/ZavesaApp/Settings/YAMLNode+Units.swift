// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

extension YAMLNode {
    /// A duration such as `500ms`, `5s`, `10m` or `2h`.
    func duration() throws(DocumentError) -> Duration {
        let text = try string()
        let units: [(suffix: String, unit: Duration)] = [
            ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3_600)),
        ]
        for (suffix, unit) in units where text.hasSuffix(suffix) {
            if let count = Int(text.dropLast(suffix.count)), (1...1_000_000).contains(count) { return unit * count }
        }
        throw error(.invalidValue, "expected a duration such as 500ms, 5s, 10m or 2h")
    }

    /// A count of bytes such as `65536`, `64KiB` or `32MiB`.
    func byteCount() throws(DocumentError) -> Int {
        let text = try string()
        let units = [("KiB", 1_024), ("MiB", 1_024 * 1_024), ("", 1)]
        for (suffix, unit) in units where text.hasSuffix(suffix) {
            if let count = Int(text.dropLast(suffix.count)), (1...1_000_000_000).contains(count) {
                return count * unit
            }
        }
        throw error(.invalidValue, "expected a size such as 65536, 64KiB or 32MiB")
    }
}
