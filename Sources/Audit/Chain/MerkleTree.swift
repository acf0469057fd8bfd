// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The root over a growing list of leaves (RFC 6962 §2.1) in memory that grows with the logarithm of the list.
///
/// It keeps one root for each full subtree: their sizes are the powers of two that add up to the number of leaves.
package struct MerkleTree: Sendable {
    /// Roots of full subtrees, the largest and leftmost first.
    private var subtrees: [[UInt8]] = []
    /// How many leaves were added.
    package private(set) var size: UInt64 = 0

    package init() {}

    /// Adds a leaf at the right.
    package mutating func append(_ leaf: LeafHash) {
        var root = leaf.bytes
        var complete = size
        while complete & 1 == 1, let left = subtrees.popLast() {
            root = Self.node(left, root)
            complete >>= 1
        }
        subtrees.append(root)
        size += 1
    }

    /// The root, 32 bytes; the hash of nothing for an empty tree.
    package var root: [UInt8] {
        guard var root = subtrees.last else { return Array(SHA256.hash(data: [UInt8]())) }
        for left in subtrees.dropLast().reversed() { root = Self.node(left, root) }
        return root
    }

    /// The root as 64 lower-case hexadecimal digits.
    package var rootText: String { Hexadecimal.encode(root) }

    private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0x01])
        hasher.update(data: left)
        hasher.update(data: right)
        return Array(hasher.finalize())
    }
}
