// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore

/// A test number as a text would hold it.
struct VectorPresentation {
    let text: [UInt8]
    /// Where the number stands in the text; in a labelled one without a word of letters before it, which is a label or a
    /// country itself.
    let value: Range<Int>
    let field: [UInt8]?

    /// The number alone.
    static func bare(_ value: [UInt8]) -> Self { Self(text: value, value: 0..<value.count, field: nil) }

    /// The number under an explicit label: after the strongest context word of the recognizer, else in a field of a name
    /// that it knows, else alone, as with an e-mail address.
    static func labeled(_ value: [UInt8], for recognizer: Recognizer) -> Self {
        let start = numberStart(in: value)
        if let word = recognizer.strongestContext {
            let label = Array("\(word): ".utf8)
            return Self(text: label + value, value: label.count + start..<label.count + value.count, field: nil)
        }
        return Self(text: value, value: start..<value.count, field: recognizer.firstField.map { Array($0.utf8) })
    }

    /// Where the number begins: in `УНП MA1953684` and `NZ 49-098-576` after the first word.
    private static func numberStart(in value: [UInt8]) -> Int {
        guard let space = value.firstIndex(of: UInt8(ascii: " ")) else { return 0 }
        let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return !value[..<space].contains(where: isDigit) && value[space...].contains(where: isDigit) ? space + 1 : 0
    }
}
