// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Latitude and longitude in decimal degrees.
package enum GeographicCoordinates {
    /// Whether the text holds two decimal numbers that can be latitude and longitude, in either order.
    package static func isPair(_ text: [UInt8]) -> Bool {
        let degrees = degrees(in: text)
        guard degrees.count == 2, degrees[0] != 0 || degrees[1] != 0 else { return false }
        return degrees[0] <= 90 && degrees[1] <= 180 || degrees[0] <= 180 && degrees[1] <= 90
    }

    /// Whether the text is one number of degrees with a fraction, or a pair: the value of a field.
    package static func isValue(_ text: [UInt8]) -> Bool {
        guard text.allSatisfy({ $0.isASCIIDigit || " +-.,;()[]".utf8.contains($0) }) else { return false }
        let degrees = degrees(in: text)
        return isPair(text) || degrees.count == 1 && degrees[0] <= 180
    }

    /// The whole degrees of each number that has a fraction, without sign; rounded up where there is a fraction.
    private static func degrees(in text: [UInt8]) -> [Int] {
        var degrees: [Int] = []
        var index = 0
        while index < text.count {
            guard text[index].isASCIIDigit else {
                index += 1
                continue
            }
            let point = text[index...].firstIndex { !$0.isASCIIDigit } ?? text.count
            let whole = text[index..<point]
            guard whole.count <= 3, point + 1 < text.count, ".,".utf8.contains(text[point]),
                text[point + 1].isASCIIDigit
            else { return [] }
            let end = text[(point + 1)...].firstIndex { !$0.isASCIIDigit } ?? text.count
            let isWhole = text[(point + 1)..<end].allSatisfy { $0 == UInt8(ascii: "0") }
            degrees.append(whole.reduce(0) { $0 * 10 + Int($1 &- 0x30) } + (isWhole ? 0 : 1))
            index = end
        }
        return degrees
    }
}
