// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PatternMatching
import Testing

@Suite struct ByteSearchTests {
    @Test func findsADigitAtEveryPlaceOfABlock() {
        for place in 0..<40 {
            var text = [UInt8](repeating: UInt8(ascii: "/"), count: 40)
            text[place] = UInt8(ascii: "7")
            for from in 0...40 { #expect(ByteSearch.digit(in: text, from: from) == (from <= place ? place : 40)) }
        }
    }

    @Test func takesNothingBesideDigitsForOne() {
        let text = (0...UInt8.max).filter { !(0x30...0x39).contains($0) }
        #expect(ByteSearch.digit(in: text, from: 0) == text.count)
    }

    @Test func findsAnyOfThreeBytesAtEveryPlace() {
        for byte in ":-.".utf8 {
            for place in 0..<40 {
                var text = [UInt8](repeating: UInt8(ascii: "a"), count: 40)
                text[place] = byte
                for from in 0...40 {
                    #expect(
                        ByteSearch.any(of: (0x3A, 0x2D, 0x2E), in: text, from: from) == (from <= place ? place : 40))
                }
            }
        }
    }

    @Test func findsAByteOrSaysThatThereIsNone() {
        let text = Array("a@b@".utf8)
        #expect(ByteSearch.byte(UInt8(ascii: "@"), in: text, from: 0) == 1)
        #expect(ByteSearch.byte(UInt8(ascii: "@"), in: text, from: 2) == 3)
        #expect(ByteSearch.byte(UInt8(ascii: "@"), in: text, from: 4) == nil)
        #expect(ByteSearch.byte(UInt8(ascii: "@"), in: [], from: 0) == nil)
    }
}
