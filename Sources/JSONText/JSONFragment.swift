// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// JSON that is written and not read again, for answers: beside what `JSONValue` holds it has fractions, and literals of a
/// client's body that stay byte for byte.
package struct JSONFragment: Sendable, Equatable {
    /// A whole JSON value in UTF-8.
    package let bytes: [UInt8]

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Bytes that are a JSON value already, such as `JSONNode.literalRange` of a scan.
    package static func literal(_ bytes: some Sequence<UInt8>) -> JSONFragment { JSONFragment(Array(bytes)) }

    /// A string of this text, which is valid UTF-8.
    package static func string(_ utf8: [UInt8]) -> JSONFragment {
        JSONFragment([.quote] + JSONEscaper.escape(utf8, levels: 1) + [.quote])
    }

    package static func string(_ text: String) -> JSONFragment { string(Array(text.utf8)) }

    package static func integer(_ number: Int) -> JSONFragment { JSONFragment(Array(String(number).utf8)) }

    package static func boolean(_ truth: Bool) -> JSONFragment { JSONFragment(Array((truth ? "true" : "false").utf8)) }

    package static let null = JSONFragment(Array("null".utf8))

    /// A probability with four decimals; what is outside 0 to 1 becomes the nearest of the two.
    package static func probability(_ value: Double) -> JSONFragment {
        let scaled = Int((min(max(value, 0), 1) * 10_000).rounded())
        let fraction = String(scaled % 10_000)
        let zeros = String(repeating: "0", count: 4 - fraction.utf8.count)
        return JSONFragment(Array("\(scaled / 10_000).\(zeros)\(fraction)".utf8))
    }

    package static func array(_ elements: [JSONFragment]) -> JSONFragment {
        var bytes: [UInt8] = [.openingBracket]
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(.comma) }
            bytes += element.bytes
        }
        return JSONFragment(bytes + [.closingBracket])
    }

    /// Members in the order given. Precondition: no name twice.
    package static func object(_ members: [(String, JSONFragment)]) -> JSONFragment {
        var bytes: [UInt8] = [.openingBrace]
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(.comma) }
            bytes += string(member.0).bytes
            bytes.append(.colon)
            bytes += member.1.bytes
        }
        return JSONFragment(bytes + [.closingBrace])
    }

    /// An object of counts, in the order of its names.
    package static func counts(_ counts: [String: Int]) -> JSONFragment {
        object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
    }
}
