// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Finds two keys of one object that say the same after unescaping: parsers disagree on which of them counts.
enum JSONDuplicateKeys {
    /// Up to here every pair is compared; above, a set is cheaper.
    private static let pairwiseLimit = 16

    /// Throws `.duplicateKey` at the later of two equal keys.
    static func refuse(_ keys: ArraySlice<Int>, nodes: [JSONNode], bytes: [UInt8]) throws(JSONTextError) {
        if keys.count <= pairwiseLimit {
            for (offset, later) in keys.enumerated() {
                for earlier in keys.prefix(offset) where isEqual(nodes[earlier], nodes[later], in: bytes) {
                    throw JSONTextError(code: .duplicateKey, offset: nodes[later].range.lowerBound)
                }
            }
            return
        }
        var seen = Set<ArraySlice<UInt8>>(minimumCapacity: keys.count)
        for key in keys where !seen.insert(text(of: nodes[key], in: bytes)).inserted {
            throw JSONTextError(code: .duplicateKey, offset: nodes[key].range.lowerBound)
        }
    }

    private static func isEqual(_ left: JSONNode, _ right: JSONNode, in bytes: [UInt8]) -> Bool {
        if left.hasEscapes || right.hasEscapes { return text(of: left, in: bytes) == text(of: right, in: bytes) }
        let (first, second) = (left.range, right.range)
        guard first.count == second.count else { return false }
        var offset = first.count
        while offset > 0 {
            offset -= 1
            if bytes[first.lowerBound + offset] != bytes[second.lowerBound + offset] { return false }
        }
        return true
    }

    private static func text(of key: JSONNode, in bytes: [UInt8]) -> ArraySlice<UInt8> {
        key.hasEscapes ? JSONUnescaper.unescape(bytes, key.range).utf8[...] : bytes[key.range]
    }
}
