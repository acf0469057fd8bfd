// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A lane of a stream that a signature will cover: how it came, and how the caller got it.
struct SignedLane: Sendable {
    /// A text longer than this, in bytes, is not collected, and its signature stays as it is.
    private static let limit = 4 << 20

    private var original: [UInt8] = []
    private var restored: [UInt8] = []
    private var isTooLong = false

    mutating func append(original new: [UInt8], restored text: [UInt8]) {
        isTooLong = isTooLong || original.count + new.count > Self.limit
        guard !isTooLong else { return }
        original += new
        restored += text
    }

    /// The signature for the caller.
    func sealed(_ signature: [UInt8], by seal: ReplaySeal) -> [UInt8] {
        isTooLong ? signature : seal.seal(signature, original: original, restored: restored)
    }
}
