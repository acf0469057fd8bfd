// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Audit
import Testing

@Suite("Hashes, times and identifiers")
struct ChainValueTests {
    /// The leaves and roots that the Certificate Transparency projects use for RFC 6962.
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6F),
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("roots are those of RFC 6962", arguments: 1...8)
    func roots(size: Int) {
        var tree = MerkleTree()
        for leaf in Self.leaves.prefix(size) { tree.append(LeafHash(of: leaf)) }
        #expect(tree.size == UInt64(size))
        #expect(tree.rootText == Self.roots[size - 1])
    }

    @Test("an empty tree has the hash of nothing")
    func emptyRoot() {
        #expect(MerkleTree().rootText == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(
        "a moment has one spelling, both ways",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_795_459_379_123, "2026-11-23T18:42:59.123Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ])
    func timestamp(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "a text that is no moment in that spelling is refused",
        arguments: [
            "", "2026-11-23T18:42:59Z", "2026-02-30T00:00:00.000Z", "2100-02-29T00:00:00.000Z",
            "2026-11-23T24:00:00.000Z", "2026-11-23T18:60:00.000Z", "2026-11-23 18:42:59.123Z",
            "2026-11-23T18:42:59.123+", "1969-12-31T23:59:59.999Z", "2026-1a-23T18:42:59.123Z",
        ])
    func notTimestamp(text: String) { #expect(Timestamp(text) == nil) }

    @Test("identifiers are version 7, differ, and sort by time")
    func identifiers() {
        let early = UUIDv7.make(at: Timestamp(milliseconds: 1_795_459_379_123))
        let late = UUIDv7.make(at: Timestamp(milliseconds: 1_795_459_379_124))
        #expect(UUIDv7.isValid(early) && UUIDv7.isValid(late))
        #expect(early < late)
        let many = Set((0..<1000).map { _ in UUIDv7.make(at: Timestamp(milliseconds: 0)) })
        #expect(many.count == 1000)
        #expect(!UUIDv7.isValid(early.uppercased()))
        #expect(!UUIDv7.isValid("01234567-89ab-4def-8123-456789abcdef"))
    }
}
