// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds words of 25 letters and digits and more that can be addresses of digital currencies; validators check them.
///
/// It looks at one byte in 25, and reads only where that one is in a word.
struct CryptoAddressScanner: CandidateScanner {
    let name = "crypto_address"
    /// `ethereum` has letters of both cases, and with them a checksum; `ethereum_plain` has none.
    let variants = ["base58check", "ethereum", "ethereum_plain", "monero", "ripple", "solana", "ton"]

    private static let minimumLength = 25
    private static let maximumLength = 106
    private static let lengthOfTON = 48

    func scan(_ text: [UInt8], report: (_ variant: Int, _ span: Range<Int>) -> Void) {
        var floor = 0
        var index = Self.minimumLength - 1
        while index < text.count {
            var end = index
            if Self.isPart(text[index]) {
                var start = index
                while start > floor, Self.isPart(text[start - 1]) { start -= 1 }
                while end < text.count, Self.isPart(text[end]) { end += 1 }
                if end - start >= Self.minimumLength { word(text, start..<end, report) }
            }
            floor = end
            // Nothing that begins behind `end` ends before this byte.
            index = end + Self.minimumLength
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool { byte.base64URLValue != nil }

    private func word(_ text: [UInt8], _ word: Range<Int>, _ report: (Int, Range<Int>) -> Void) {
        if word.count == Self.lengthOfTON, Self.isTON(text[word]) { report(6, word) }
        var start = word.lowerBound
        for index in word where !text[index].isASCIIAlphanumeric {
            part(text, start..<index, isWhole: false, report)
            start = index + 1
        }
        part(text, start..<word.upperBound, isWhole: start == word.lowerBound, report)
    }

    /// - Parameter isWhole: whether nothing but the part stands in its word.
    private func part(_ text: [UInt8], _ part: Range<Int>, isWhole: Bool, _ report: (Int, Range<Int>) -> Void) {
        guard (Self.minimumLength...Self.maximumLength).contains(part.count) else { return }
        let value = text[part]
        if value.starts(with: "0x".utf8) {
            if let variant = Self.ethereum(value.dropFirst(2)) { report(variant, part) }
            return
        }
        // Zero, capital O and I and small l are no digits of base 58.
        guard value.allSatisfy({ !"0OIl".utf8.contains($0) }) else { return }
        switch part.count {
        case 25...36:
            if Self.base58Starts.contains(text[part.lowerBound]) { report(0, part) }
            if text[part.lowerBound] == UInt8(ascii: "r") { report(4, part) }
        case 95, 106:
            if "48".utf8.contains(text[part.lowerBound]) { report(3, part) }
        default: break
        }
        if isWhole, (32...44).contains(part.count), value.contains(where: \.isASCIIDigit),
            value.contains(where: \.isASCIIUppercase), value.contains(where: \.isASCIILowercase)
        {
            report(5, part)
        }
    }

    /// What the versions that `CryptoAddress` knows come out as: 1, 3 Bitcoin; L, M Litecoin; D, A, 9 Dogecoin; X, 7
    /// Dash; t Zcash; T Tron; m, n, 2 test networks.
    private static let base58Starts = Set("13LMDA9X7tTmn2".utf8)

    private static func ethereum(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count == 40, let first = digits.first, digits.allSatisfy({ $0.hexadecimalValue != nil }),
            digits.contains(where: { $0 != first })
        else { return nil }
        let isMixed = digits.contains(where: \.isASCIIUppercase) && digits.contains(where: \.isASCIILowercase)
        return isMixed ? 1 : 2
    }

    /// The first characters of a flag that may bounce or not, on the main network or a test network, and workchain 0
    /// or -1.
    private static func isTON(_ word: ArraySlice<UInt8>) -> Bool {
        ["EQ", "UQ", "Ef", "Uf", "kQ", "0Q", "kf", "0f"].contains { word.starts(with: $0.utf8) }
    }
}
