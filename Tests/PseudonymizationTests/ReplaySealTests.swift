// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore
import Pseudonymization
import Testing
import Vault
import ZavesaTesting

@Suite struct ReplaySealTests {
    private func seal(_ key: UInt8) -> ReplaySeal {
        ReplaySeal { fields in
            var sum = [UInt8](repeating: key, count: 8)
            for (index, byte) in fields.joined(separator: [0]).enumerated() {
                sum[index % 8] = sum[index % 8] &* 31 &+ byte
            }
            return sum
        }
    }

    @Test("Opens to what was sealed, for any two texts")
    func roundTrip() {
        let seal = seal(1)
        for number in 0..<500 {
            var generator = TestSeed.generator(case: number)
            let text = { (generator: inout SplitMix64) in
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                    UInt8.random(in: 0x61...0x63, using: &generator)
                }
            }
            let (original, restored, signature) = (text(&generator), text(&generator), text(&generator))
            let sealed = seal.seal(signature, original: original, restored: restored)
            let opened = seal.open(sealed, over: restored)
            #expect(opened?.original == original && opened?.signature == signature)
        }
    }

    @Test("Does not open for another text, under another key, or when any byte of it was changed")
    func forgery() {
        let (original, restored) = (Array("the [TOKEN] of".utf8), Array("the value of".utf8))
        let sealed = seal(1).seal(Array("EqoB".utf8), original: original, restored: restored)
        #expect(seal(1).open(sealed, over: original) == nil)
        #expect(seal(2).open(sealed, over: restored) == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] = changed[index] == 0x39 ? 0x38 : 0x39
            let opened = seal(1).open(changed, over: restored)
            #expect(opened == nil, "byte \(index)")
        }
        for end in sealed.indices { #expect(seal(1).open(Array(sealed[..<end]), over: restored) == nil) }
    }

    @Test(
        "What is no seal of ours does not open", arguments: ["", "EqoB", "zv1.", "zv1.AA==.-1.0..x", "zv1.AA==.9.9..x"])
    func foreign(text: String) {
        #expect(seal(1).open(Array(text.utf8), over: [1]) == nil)
    }
}
