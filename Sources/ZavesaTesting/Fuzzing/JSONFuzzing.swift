// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText

/// Our scanner beside another parser.
enum JSONFuzzing {
    static func promise(brokenBy input: FuzzInput) -> String? {
        guard let scan = try? JSONScan(input.payload) else { return nil }
        guard JSONSplicer.apply([], to: input.payload) == input.payload else { return "no edit changed bytes" }
        // Numbers beyond a double and keys that are equal for Swift's strings are where the other parser is narrower.
        let hasKeys = scan.nodes.contains { $0.kind == .key }
        guard !scan.nodes.contains(where: { $0.kind == .number && $0.range.count > 15 }),
            !(scan.nodes.contains { $0.kind == .number && scan.bytes[$0.range].contains { $0 | 0x20 == 0x65 } })
        else { return nil }
        guard let other = try? JSONSerialization.jsonObject(with: Data(input.payload), options: [.fragmentsAllowed])
        else { return "another parser refuses it" }
        if hasKeys { return nil }
        let strings = scan.nodes.indices.filter { scan.nodes[$0].kind == .string }.map { scan.decoded($0).utf8 }
        return strings == texts(of: other) ? nil : "another parser reads other strings"
    }

    /// The strings of arrays in arrays.
    private static func texts(of value: Any) -> [[UInt8]] {
        switch value {
        case let text as String: [Array(text.utf8)]
        case let elements as [Any]: elements.flatMap(texts)
        default: []
        }
    }
}
