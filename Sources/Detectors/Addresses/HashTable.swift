// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A fixed table from word hashes to values: open addressing, one probe for most words.
struct HashTable<Value: Sendable>: Sendable {
    private let mask: Int
    private var keys: [UInt64]
    private var values: [Value?]

    init(_ entries: [UInt64: Value]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        mask = size - 1
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: nil, count: size)
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            var slot = Int(truncatingIfNeeded: key) & mask
            while values[slot] != nil { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = value
        }
    }

    /// The value of a word, `nil` if it is not known.
    subscript(hash: UInt64) -> Value? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while let value = values[slot] {
            if keys[slot] == hash { return value }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
