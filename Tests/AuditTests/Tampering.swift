// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

@testable import Audit

/// One bit of one record flipped, judged by the same checker that reads a log.
enum FlippedBit {
    /// What the checker says about the record; `nil` when it lets it pass. Bit `8 × length` and on are the newline's.
    static func problem(in lines: [[UInt8]], record: Int, after head: ChainHead?, bit: Int) -> RecordProblem? {
        var bytes = lines[record] + [UInt8(ascii: "\n")]
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        if record + 1 < lines.count { bytes += lines[record + 1] + [UInt8(ascii: "\n")] }
        let line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") })
        do throws(RecordProblem) {
            var checker = ChainChecker(after: head, catalogue: nil)
            _ = try checker.accept(line, firstOf: record == 0 ? 1 : nil)
            return nil
        } catch {
            return error
        }
    }

    /// Where the chain stands before a record.
    static func head(before record: Int, in lines: [[UInt8]]) throws -> ChainHead? {
        guard record > 0 else { return nil }
        let previous = try AuditRecord(line: lines[record - 1])
        return ChainHead(
            chain: previous.chain, nextSequence: previous.sequence + 1, previous: previous.leaf,
            lastTime: previous.time)
    }
}

/// A forger who knows how leaves are made.
enum Forge {
    struct NothingReplaced: Error {}

    /// The record with a text replaced and a leaf that fits.
    static func record(_ line: [UInt8], replacing old: String, with new: String) throws -> [UInt8] {
        let text = String(decoding: line, as: UTF8.self)
        guard text.contains(old),
            var members = try JSONSerialization.jsonObject(with: Data(text.replacing(old, with: new).utf8))
                as? [String: Any], var proof = members["integrity"] as? [String: Any]
        else { throw NothingReplaced() }
        members["integrity"] = nil
        let hash = SHA256.hash(data: [0] + (try canonical(members)))
        proof["leaf"] = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        members["integrity"] = proof
        return try canonical(members)
    }

    private static func canonical(_ members: [String: Any]) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes]))
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
