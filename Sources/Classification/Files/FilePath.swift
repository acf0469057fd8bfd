// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A path as the file system has it: bytes, which need not be UTF-8.
struct FilePath: Hashable, Sendable, Comparable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path of an entry of this folder.
    func appending(_ name: [UInt8]) -> Self {
        Self(bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
    }

    /// The last component.
    var name: ArraySlice<UInt8> { bytes.split(separator: UInt8(ascii: "/")).last ?? [] }

    /// For the eyes; bytes that are not UTF-8 are replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// For C: with a terminating zero.
    var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
