// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Padding of values to whole blocks of 16 bytes (ISO/IEC 7816-4: 0x80, then zeros), so that a store shows the
/// length of a value only in steps of 16. Read after the tag was checked, so it tells an attacker nothing.
enum BlockPadding {
    private static let block = 16
    private static let mark: UInt8 = 0x80

    /// The bytes with their padding: always at least one byte more.
    static func add(to bytes: [UInt8]) -> [UInt8] {
        let missing = block - bytes.count % block
        return bytes + [mark] + [UInt8](repeating: 0, count: missing - 1)
    }

    /// The bytes without their padding; `nil` where there is none.
    static func remove(from bytes: [UInt8]) -> [UInt8]? {
        guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == mark else { return nil }
        return Array(bytes[..<end])
    }
}
