// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// Reads one of our own records back. Besides what `JSONScan` refuses, throws `.unsupportedNumber` for a number
    /// that is no integer in `interoperableIntegers`.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONTextError) {
        let scan = try JSONScan(bytes, limits: limits)
        self = try Self.value(of: 0, in: scan)
    }

    /// Recursion is bounded by the scan's depth limit.
    private static func value(of index: Int, in scan: JSONScan) throws(JSONTextError) -> JSONValue {
        switch scan.nodes[index].kind {
        case .object:
            var members: [(String, JSONValue)] = []
            for key in scan.children(of: index) {
                members.append((scan.string(key), try value(of: key + 1, in: scan)))
            }
            return .object(members)
        case .array:
            var elements: [JSONValue] = []
            for element in scan.children(of: index) { elements.append(try value(of: element, in: scan)) }
            return .array(elements)
        case .string, .key: return .string(scan.string(index))
        case .number:
            guard let number = Int64(scan.string(index)), interoperableIntegers.contains(number) else {
                throw JSONTextError(code: .unsupportedNumber, offset: scan.nodes[index].range.lowerBound)
            }
            return .integer(number)
        case .true: return .boolean(true)
        case .false: return .boolean(false)
        case .null: return .null
        }
    }
}
