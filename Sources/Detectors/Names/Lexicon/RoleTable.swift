// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A small hash table from word hashes to roles: open addressing, one probe for most words.
struct RoleTable: Sendable {
    private let mask: Int
    private var keys: [UInt64]
    private var values: [NameContextRoles]

    init(_ entries: [UInt64: NameContextRoles]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        mask = size - 1
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: [], count: size)
        for (key, roles) in entries.sorted(by: { $0.key < $1.key }) {
            var slot = Int(truncatingIfNeeded: key) & mask
            while !values[slot].isEmpty { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = roles
        }
    }

    /// The roles of a word, empty if it is not known.
    subscript(hash: UInt64) -> NameContextRoles {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while !values[slot].isEmpty {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return []
    }
}
