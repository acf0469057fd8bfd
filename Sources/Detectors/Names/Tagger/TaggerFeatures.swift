// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The features of a word: each a hash of a template's number and what stands in it.
enum TaggerFeatures {
    /// How many features a word has.
    static let count = 57
    /// Something for each feature of a word; as long as `count`.
    typealias Row<Element> = InlineArray<57, Element>

    /// Calls `body` with the 64-bit hash of each feature of the word at `index`, always in the same order.
    @inline(__always)
    static func forEach(_ index: Int, in words: [TaggerWord], half: Half, _ body: (UInt64) -> Void) {
        each(index, in: words) { body(half.hash($0)) }
    }

    @inline(__always)
    private static func each(_ index: Int, in words: [TaggerWord], _ body: (UInt64) -> Void) {
        let none = TaggerWord()
        let word = words[index]
        let before = index > 0 ? words[index - 1] : none
        let after = index + 1 < words.count ? words[index + 1] : none
        let before2 = index > 1 ? words[index - 2] : none
        let after2 = index + 2 < words.count ? words[index + 2] : none
        body(mix(1, word.form))
        body(mix(2, word.hash))
        body(mix(3, before.hash))
        body(mix(4, after.hash))
        body(mix(5, before2.hash))
        body(mix(6, after2.hash))
        body(mix(7, word.hash, before.hash))
        body(mix(8, word.hash, after.hash))
        body(mix(9, before.hash, after.hash))
        body(mix(10, word.prefix >> 48))
        body(mix(11, word.prefix >> 40))
        body(mix(12, word.prefix >> 32))
        body(mix(13, word.prefix >> 16))
        body(mix(14, word.suffix & 0xFFFF))
        body(mix(15, word.suffix & 0xFF_FFFF))
        body(mix(16, word.suffix & 0xFFFF_FFFF))
        body(mix(17, word.suffix & 0xFFFF_FFFF_FFFF))
        body(mix(18, word.suffix))
        body(mix(19, word.form, before.shape << 8 | word.gap))
        body(mix(20, word.form, after.shape << 8 | after.gap))
        body(mix(21, before.form << 16 | word.form << 8 | after.form, word.gap << 8 | after.gap))
        body(mix(22, word.flags, word.form))
        body(mix(23, word.flags))
        body(mix(24, before.flags << 16 | word.flags, word.gap))
        body(mix(25, after.flags << 16 | word.flags, after.gap))
        body(mix(26, before.flags << 32 | word.flags << 16 | after.flags, word.form))
        body(mix(27, word.roles, word.form))
        body(mix(28, before.roles, word.gap << 8 | word.form))
        body(mix(29, after.roles, after.gap))
        body(mix(30, before2.roles, before.gap << 8 | word.gap))
        body(mix(31, word.rule, word.form))
        body(mix(32, before.rule << 16 | word.rule << 8 | after.rule))
        body(mix(33, word.rule, word.flags))
        body(mix(34, before.hash, word.form))
        body(mix(35, before.hash, word.flags))
        body(mix(36, after.hash, word.form))
        body(mix(37, after.hash, word.flags))
        body(mix(38, before.suffix & 0xFFFF_FFFF, word.form))
        body(mix(39, after.suffix & 0xFFFF_FFFF, word.form))
        body(mix(40, word.memory, word.form))
        body(mix(41, word.memory, word.rule))
        body(mix(42, word.cluster))
        body(mix(43, before.cluster, word.form))
        body(mix(44, after.cluster, word.form))
        body(mix(45, before.cluster << 16 | word.cluster))
        body(mix(46, after.cluster << 16 | word.cluster))
        body(mix(47, word.cluster, word.flags))
        body(mix(48, before.memory << 8 | after.memory, word.form))
        body(mix(49, word.likeness, word.form))
        body(mix(50, word.likeness, word.flags))
        body(mix(51, before.likeness << 8 | word.likeness, word.gap))
        body(mix(52, after.likeness << 8 | word.likeness, after.gap))
        body(mix(53, word.likeness, before.hash))
        body(mix(54, word.likeness << 16 | before.cluster, after.cluster))
        body(mix(55, word.cluster, word.form))
        body(mix(56, word.cluster >> 4, word.flags))
        body(mix(57, (before.cluster >> 4) << 16 | word.cluster >> 4, after.cluster >> 4))
    }

    @inline(__always)
    private static func mix(_ template: UInt64, _ value: UInt64, _ other: UInt64 = 0) -> UInt64 {
        var hash = (value &+ template &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 32) ^ (other &* 0xD6E8_FEB8_6659_FD93)) &* 0xC4CE_B9FE_1A85_EC53
        return hash
    }
}
