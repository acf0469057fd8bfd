// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Crypto
package import PrivacyCore
import Synchronization

/// What an engine found in texts before, so that a conversation, which comes whole with each request, is searched once.
///
/// What is found depends on the text and the name of its field alone, so that what is remembered is what would be found again.
/// A text is known by a keyed hash that no request can predict, and only to the owner who sent it: how long an answer takes
/// tells nobody what others asked. No text is kept; the names that findings carry are sealed with a key that only the text
/// gives (`RememberedFindings`). What nobody asks for again is forgotten within two `lifetime`s, or sooner where memory is full.
package final class FindingMemory: Sendable {
    /// Bytes that it takes by default.
    package static let standardLimit = 32 << 20

    /// Shorter texts are searched as fast as they are looked up.
    private static let shortestText = 64

    private let secret = SymmetricKey(size: .bits256)
    /// Bytes of one generation; there are two.
    private let limit: Int
    private let lifetime: Duration
    private let state = Mutex(State())

    /// What was asked for lately, and what was asked for before that.
    private struct State {
        var young: [TextMark.Place: RememberedFindings] = [:]
        var old: [TextMark.Place: RememberedFindings] = [:]
        /// Bytes of `young`.
        var size = 0
        var since = ContinuousClock.now
    }

    /// - Parameters:
    ///   - limit: bytes, about; `nil` is returned for 0.
    ///   - lifetime: how long a generation is filled.
    package init?(limit: Int = standardLimit, lifetime: Duration = .seconds(1_800)) {
        guard limit > 0 else { return nil }
        self.limit = limit / 2
        self.lifetime = lifetime
    }

    /// One owner's part of the memory: what others sent is not in it.
    package struct Share: Sendable {
        private let memory: FindingMemory
        private let owner: Caller
        /// Is told how many bytes need not be searched.
        private let spared: @Sendable (Int) -> Void

        package init(of memory: FindingMemory, owner: Caller, spared: @escaping @Sendable (Int) -> Void = { _ in }) {
            self.memory = memory
            self.owner = owner
            self.spared = spared
        }

        /// What is remembered of a text, or what `search` finds in it, which is remembered then. An error is not.
        func findings<Failure: Error>(
            in text: [UInt8], fieldName: [UInt8]?, search: () throws(Failure) -> [Detection]
        ) throws(Failure) -> [Detection] {
            guard text.count >= FindingMemory.shortestText else { return try search() }
            let mark = TextMark(text, fieldName: fieldName, owner: owner, secret: memory.secret)
            if let known = memory.entry(at: mark.place)?.findings(openedWith: mark) {
                spared(text.count)
                return known
            }
            let found = try search()
            if let entry = RememberedFindings(found, sealedWith: mark) { memory.keep(entry, at: mark.place) }
            return found
        }
    }

    /// Forgets what nobody has asked for; asking for anything does so, too.
    package func forgetOld() { state.withLock { forgetOld(&$0) } }

    private func entry(at place: TextMark.Place) -> RememberedFindings? {
        state.withLock { state in
            forgetOld(&state)
            if let entry = state.young[place] { return entry }
            guard let entry = state.old[place] else { return nil }
            insert(entry, at: place, into: &state)
            return entry
        }
    }

    private func keep(_ entry: RememberedFindings, at place: TextMark.Place) {
        // One text must not make room by sending away all others.
        guard entry.size <= limit / 4 else { return }
        state.withLock { state in
            forgetOld(&state)
            insert(entry, at: place, into: &state)
        }
    }

    private func insert(_ entry: RememberedFindings, at place: TextMark.Place, into state: inout State) {
        if state.size + entry.size > limit { startGeneration(&state) }
        if let before = state.young.updateValue(entry, forKey: place) { state.size -= before.size }
        state.size += entry.size
    }

    private func forgetOld(_ state: inout State) {
        let age = ContinuousClock.now - state.since
        guard age > lifetime else { return }
        startGeneration(&state)
        if age > lifetime * 2 { state.old = [:] }
    }

    private func startGeneration(_ state: inout State) {
        state.old = state.young
        state.young = [:]
        state.size = 0
        state.since = .now
    }
}
