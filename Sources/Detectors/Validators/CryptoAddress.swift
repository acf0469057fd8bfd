// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Addresses of digital currencies, each kind by the checksum its ledger uses.
package enum CryptoAddress {
    /// First bytes of addresses: Bitcoin 00, 05 and 6F, C4 of its test network; Litecoin 30, 32, 3A; Dogecoin 1E, 16;
    /// Dash 4C, 10; Tron 41 (chainparams.cpp of each; TRON "Account address format").
    private static let versions: Set<UInt8> = [
        0x00, 0x05, 0x6f, 0xc4, 0x30, 0x32, 0x3a, 0x1e, 0x16, 0x4c, 0x10, 0x41,
    ]

    /// Whether a base 58 checksum agrees over a known version and a hash of 20 bytes.
    package static func isBase58Check(_ text: [UInt8]) -> Bool {
        guard let payload = Base58.payload(text) else { return false }
        // Transparent addresses of Zcash have two bytes of version.
        if payload.count == 22 { return payload[0] == 0x1c && (payload[1] == 0xb8 || payload[1] == 0xbd) }
        return payload.count == 21 && versions.contains(payload[0])
    }

    /// Whether the text is a classic address of the XRP ledger: version 0 in an alphabet of its own.
    package static func isRipple(_ text: [UInt8]) -> Bool {
        guard let payload = Base58.payload(text, digits: Base58.ripple) else { return false }
        return payload.count == 21 && payload[0] == 0
    }

    /// Whether the text, in base 58, is 32 bytes, as a Solana public key is; it has no checksum.
    package static func isSolana(_ text: [UInt8]) -> Bool {
        (32...44).contains(text.count) && Base58.decoded(text)?.count == 32
    }

    /// Whether the letters of an Ethereum address are in the case that EIP-55 computes; one case alone says nothing.
    package static func isEthereum(_ text: [UInt8]) -> Bool {
        guard text.count == 42, text.starts(with: "0x".utf8) else { return false }
        let digits = text.dropFirst(2)
        let hash = Keccak256.hash(digits.map(\.asciiLowercased))
        for (index, byte) in digits.enumerated() where byte.isASCIILetter {
            let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 15
            guard byte.hexadecimalValue != nil, byte.isASCIIUppercase == (nibble >= 8) else { return false }
        }
        return true
    }

    /// Whether the text is a Monero address: blocks of eleven digits for eight bytes, the last for five, and the first
    /// four bytes of a Keccak digest at the end.
    package static func isMonero(_ text: [UInt8]) -> Bool {
        guard text.count == 95 || text.count == 106 else { return false }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 11) {
            let block = Array(text[start..<min(start + 11, text.count)])
            let size = block.count == 11 ? 8 : 5
            // Leading zero digits of a block fill it up; they are no bytes of their own.
            guard let decoded = Base58.decoded(block) else { return false }
            let number = decoded.drop { $0 == 0 }
            guard number.count <= size else { return false }
            bytes += [UInt8](repeating: 0, count: size - number.count) + number
        }
        return Keccak256.hash(bytes.dropLast(4)).starts(with: bytes.suffix(4))
    }

    /// Whether the text is a user-friendly TON address (TEP-2): a flag, a workchain, 32 bytes, and CRC-16.
    package static func isTON(_ text: [UInt8]) -> Bool {
        guard text.count == 48 else { return false }
        var bytes: [UInt8] = []
        var buffer = 0
        for (index, character) in text.enumerated() {
            guard let value = base64Value(character) else { return false }
            buffer = buffer << 6 | value
            guard index % 4 == 3 else { continue }
            for shift in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: buffer >> shift)) }
            buffer = 0
        }
        guard [0x11, 0x51, 0x91, 0xd1].contains(bytes[0]) else { return false }
        return crc16(bytes.dropLast(2)) == Int(bytes[34]) << 8 | Int(bytes[35])
    }

    private static func base64Value(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: byte.base64URLValue
        }
    }

    /// CRC-16/XMODEM.
    private static func crc16(_ bytes: some Sequence<UInt8>) -> Int {
        var register = 0
        for byte in bytes {
            register ^= Int(byte) << 8
            for _ in 0..<8 { register = (register & 0x8000 == 0 ? register << 1 : register << 1 ^ 0x1021) & 0xffff }
        }
        return register
    }
}
