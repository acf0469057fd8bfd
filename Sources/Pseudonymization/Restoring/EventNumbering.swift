// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Keeps the numbers of a stream's events in order where events of ours stand between those of the upstream.
struct EventNumbering: Sendable {
    /// The number the upstream gave the event that is being handled; `nil` in streams without numbers.
    private var current: Int?
    /// How many events of ours went out.
    private var inserted = 0

    /// The largest number that every reader of JSON keeps exact; events with a larger one have none.
    private static let largest = 1 << 53

    /// An event of the upstream comes.
    mutating func see(_ number: JSONDecodedString?) {
        guard let number else { return }
        current = Int(String(decoding: number.utf8, as: UTF8.self)).flatMap {
            (0...Self.largest).contains($0) ? $0 : nil
        }
    }

    /// The stream has ended: what is put in now comes after the last event.
    mutating func end() { current = current.map { $0 + 1 } }

    /// The number for an event of ours that goes out before the current one.
    mutating func insert() -> Int? {
        guard let current else { return nil }
        defer { inserted += 1 }
        return current + inserted
    }

    /// The current event's new number; `nil` where it stays.
    func edit(_ number: JSONDecodedString?) -> JSONEdit? {
        guard let number, let current, inserted > 0 else { return nil }
        return JSONEdit(range: number.sourceRange, replacement: Array(String(current + inserted).utf8))
    }
}
