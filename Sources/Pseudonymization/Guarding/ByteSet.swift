// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A set of byte values.
struct ByteSet: Sendable {
    /// Every byte.
    static let all = ByteSet(flags: [Bool](repeating: true, count: 256))

    private var flags: [Bool]

    init() { flags = [Bool](repeating: false, count: 256) }

    private init(flags: [Bool]) { self.flags = flags }

    func contains(_ byte: UInt8) -> Bool { flags[Int(byte)] }

    /// Adds every byte of a text.
    mutating func insert(contentsOf text: some Sequence<UInt8>) {
        for byte in text { flags[Int(byte)] = true }
    }
}
