// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What can stand for a top-level domain in an address that is spelled out.
enum TopLevelWords {
    private static let words: Set<[UInt8]> = Set(
        """
        com net org info edu gov io dev app biz name online site mail example test pro tech cloud shop xyz email int mil
        museum academy agency group team world store space website moscow tatar company center network
        ру рф ком нет нэт орг инфо юа бай бел кз укр онлайн сайт москва уз су
        كوم نت اورغ اورج سعوديه مصر امارات قطر شبكه موقع
        """.utf8.split { $0 <= 0x20 }.map { Array($0) })

    /// A known name, punycode, or two ASCII letters, as every country has.
    static func isTopLevel(_ label: ArraySlice<UInt8>) -> Bool {
        if label.count == 2, label.allSatisfy(\.isASCIILetter) { return true }
        var word = Array(label)
        WordBytes.lowercase(&word)
        return word.starts(with: "xn--".utf8) || words.contains(word)
    }
}
