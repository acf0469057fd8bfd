// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The machine-readable zone of travel documents (ICAO Doc 9303): three lines of 30, two of 36, or two of 44 characters.
package enum MachineReadableZone {
    /// A field with the place of its check digit; places are counted over all lines together.
    private struct Field {
        let range: Range<Int>
        let check: Int
        /// A field that may be empty: its check digit may be a filler too.
        var isOptional = false
        /// A number of more than nine characters: a filler stands for its check digit, and the rest is elsewhere.
        var mayGoOn = false
    }

    private struct Layout {
        let fields: [Field]
        /// Places over which the last check digit is computed, in their order.
        let whole: [Range<Int>]
        /// `nil`: visas have no check digit over the whole.
        let wholeCheck: Int?
    }

    /// Part 5: identity cards, three lines of 30.
    private static let cardInThreeLines = Layout(
        fields: [
            Field(range: 5..<14, check: 14, mayGoOn: true), Field(range: 30..<36, check: 36),
            Field(range: 38..<44, check: 44),
        ], whole: [5..<30, 30..<37, 38..<45, 48..<59], wholeCheck: 59)
    /// Part 6: identity cards, two lines of 36.
    private static let cardInTwoLines = Layout(
        fields: [
            Field(range: 36..<45, check: 45, mayGoOn: true), Field(range: 49..<55, check: 55),
            Field(range: 57..<63, check: 63),
        ], whole: [36..<46, 49..<56, 57..<71], wholeCheck: 71)
    /// Part 4: passports, two lines of 44.
    private static let passport = Layout(
        fields: [
            Field(range: 44..<53, check: 53), Field(range: 57..<63, check: 63), Field(range: 65..<71, check: 71),
            Field(range: 72..<86, check: 86, isOptional: true),
        ], whole: [44..<54, 57..<64, 65..<87], wholeCheck: 87)
    /// The French identity card up to 2021, two lines of 36 in an order of its own.
    private static let frenchCard = Layout(
        fields: [Field(range: 36..<48, check: 48), Field(range: 63..<69, check: 69)], whole: [0..<71], wholeCheck: 71)

    /// Whether the check digits of a zone agree; white space inside it is not looked at.
    package static func passesChecks(_ text: [UInt8]) -> Bool {
        let zone = text.filter { !" \t\r\n".utf8.contains($0) }.map(\.asciiUppercased)
        let isVisa = zone.first == UInt8(ascii: "V")
        return layouts(zone).contains { passes(zone, $0, isVisa: isVisa) }
    }

    private static func layouts(_ zone: [UInt8]) -> [Layout] {
        switch zone.count {
        case 90: [cardInThreeLines]
        case 72: zone.starts(with: "IDFRA".utf8) ? [cardInTwoLines, frenchCard] : [cardInTwoLines]
        case 88: [passport]
        default: []
        }
    }

    /// Part 7: a visa has the fields of a card or passport, without the optional one and without the whole.
    private static func passes(_ zone: [UInt8], _ layout: Layout, isVisa: Bool) -> Bool {
        let fields = isVisa ? Array(layout.fields.prefix(3)) : layout.fields
        guard fields.allSatisfy({ passes(zone, $0) }) else { return false }
        guard !isVisa, let check = layout.wholeCheck else { return isVisa }
        return digit(of: layout.whole.flatMap { zone[$0] }) == zone[check]
    }

    private static func passes(_ zone: [UInt8], _ field: Field) -> Bool {
        let written = zone[field.check]
        if written == filler {
            return field.mayGoOn || (field.isOptional && zone[field.range].allSatisfy { $0 == filler })
        }
        return digit(of: zone[field.range]) == written
    }

    private static let filler = UInt8(ascii: "<")

    /// Part 3, section 4.9: weights 7, 3, 1; A is 10 and so on, the filler 0; modulo 10. `nil` for another character.
    private static func digit(of characters: some Collection<UInt8>) -> UInt8? {
        var sum = 0
        for (index, byte) in characters.enumerated() {
            let value: Int
            if byte.isASCIIDigit {
                value = Int(byte &- 0x30)
            } else if byte.isASCIIUppercase {
                value = Int(byte &- 0x41) + 10
            } else if byte == filler {
                value = 0
            } else {
                return nil
            }
            sum += value * [7, 3, 1][index % 3]
        }
        return UInt8(0x30 + sum % 10)
    }
}
