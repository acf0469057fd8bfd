// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing
import TextNormalization

@Suite struct CodePointOffsetsTests {
    private static let text = Array("aя€👩‍💻z".utf8)

    @Test func codePointsAndBytesAreEachOthersWayBack() {
        var offsets = CodePointOffsets(of: Self.text)
        let found = CodePointOffsets.byteOffsets(of: Set(-1...20), in: Self.text)
        // a, я, €, and the three of the emoji, z, and the end.
        #expect(found.keys.sorted() == Array(0...7))
        for (codePoint, byte) in found { #expect(offsets.codePoints(before: byte) == codePoint) }
        #expect(found[7] == Self.text.count)
        #expect(CodePointOffsets.byteOffsets(of: [0, 1], in: []) == [0: 0])
    }
}
