// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import StrictYAML

/// Words of one script with their flags, looked up by hash: two memory reads a word.
///
/// The file is made by `scripts/build-names.py`, which documents its layout. A bucket number and 24 more bits of the
/// hash stand for the word, so that about one unknown word in three million is taken for a known one.
struct NameLexicon: Sendable {
    private let bucketBits: UInt64
    private let offsets: [UInt32]
    private let entries: [UInt32]
    /// Of the four quarters of all words, the one that is not known, to train for words that no list has.
    private let hidden: UInt64?

    /// Reads a lexicon. Throws if the file is missing or is no lexicon.
    init(path: String, hiding quarter: UInt64? = nil) throws(DocumentError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: path, expectation: "expected a readable file")
        }
        try self.init(bytes: [UInt8](data), file: path, hiding: quarter)
    }

    /// Reads a lexicon from its bytes; `file` is for errors.
    init(bytes: [UInt8], file: String, hiding quarter: UInt64? = nil) throws(DocumentError) {
        let words = stride(from: 0, to: bytes.count - 3, by: 4).map { index in
            UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                | UInt32(bytes[index + 3]) << 24
        }
        let invalid = DocumentError(code: .syntax, file: file, expectation: "expected a name lexicon (ZNL1)")
        guard bytes.count.isMultiple(of: 4), words.count > 3, words[0] == 0x314C_4E5A, (1...24).contains(words[1])
        else { throw invalid }
        let buckets = 1 << Int(words[1])
        let first = 3 + buckets + 1
        guard words.count == first + Int(words[2]) else { throw invalid }
        bucketBits = UInt64(words[1])
        hidden = quarter
        offsets = Array(words[3..<first])
        entries = Array(words[first...])
        let ascends = zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
        guard ascends, offsets.first == 0, offsets.last == words[2] else { throw invalid }
    }

    /// The flags of the word with this hash, empty if it is not known.
    func flags(of hash: UInt64) -> NameFlags {
        if let hidden, hash & 3 == hidden { return [] }
        let bucket = Int(truncatingIfNeeded: hash >> (64 - bucketBits))
        let key = UInt32(truncatingIfNeeded: hash >> (40 - bucketBits)) & 0xFF_FFFF
        var index = Int(offsets[bucket])
        let end = Int(offsets[bucket + 1])
        while index < end {
            let entry = entries[index]
            if entry >> 8 == key { return NameFlags(rawValue: UInt8(truncatingIfNeeded: entry)) }
            index += 1
        }
        return []
    }

    /// Calls `body` with the top `count` bits of each word's hash (at most those of a bucket and 24 more) and its flags.
    func forEachHashPrefix(_ count: UInt64, _ body: (UInt64, NameFlags) -> Void) {
        for bucket in 0..<offsets.count - 1 {
            for entry in entries[Int(offsets[bucket])..<Int(offsets[bucket + 1])] {
                let known = UInt64(bucket) << 24 | UInt64(entry >> 8)
                body(known >> (bucketBits + 24 - count), NameFlags(rawValue: UInt8(truncatingIfNeeded: entry)))
            }
        }
    }
}
