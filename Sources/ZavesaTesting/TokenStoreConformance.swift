// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Vault

/// The contract of `TokenStore`, check by check. Each check is given an empty store.
package struct TokenStoreConformance: Sendable, CustomStringConvertible {
    /// The promise, in words.
    package let description: String
    /// Throws `ConformanceFailure` where the store breaks it.
    package let run: @Sendable (any TokenStore) async throws -> Void

    /// Every check.
    package static let checks: [Self] =
        keyChecks + insertChecks + TokenStoreConformance.conflictChecks + endChecks

    private static let keyChecks = [
        Self(description: "a new store has no key; the first to establish one wins for ever") { store in
            try ConformanceFailure.require(try await store.vaultKey() == nil, "no key at first")
            let first = WrappedVaultKey(epoch: 1, sealed: [1, 2, 3])
            try ConformanceFailure.require(try await store.establish(first) == first, "first key kept")
            let second = WrappedVaultKey(epoch: 1, sealed: [4])
            try ConformanceFailure.require(try await store.establish(second) == first, "second key refused")
            try ConformanceFailure.require(try await store.vaultKey() == first, "key read back")
        }
    ]

    private static let insertChecks = [
        Self(description: "what was inserted is found by body and by fingerprint, exactly as given") { store in
            let sample = StoreSample()
            try ConformanceFailure.require(
                try await store.insert(sample.change(), in: sample.scope) == .stored, "stored")
            let found = try await sample.all(in: store)
            try ConformanceFailure.require(Set(found) == Set(sample.stored), "found by body")
            let matches = try await store.records(
                matching: TokenFingerprints(
                    values: sample.tokens.map(\.fingerprint), subjects: [sample.subjects[0].fingerprint ?? []]),
                in: sample.scope, at: sample.now)
            try ConformanceFailure.require(Set(matches.tokens) == Set(sample.stored), "found by fingerprint")
            try ConformanceFailure.require(matches.subjects == [sample.subjects[0]], "subject found by fingerprint")
        },
        Self(description: "another scope sees nothing, and may hold the same bodies and fingerprints") { store in
            let sample = StoreSample()
            let other = StoreSample(scope: 2)
            _ = try await store.insert(sample.change(), in: sample.scope)
            try ConformanceFailure.require(try await other.all(in: store).isEmpty, "invisible elsewhere")
            try ConformanceFailure.require(
                try await store.insert(other.change(), in: other.scope) == .stored, "no clash")
            _ = try await store.erase(other.scope)
            try ConformanceFailure.require(try await sample.all(in: store).count == 3, "erasing one leaves the other")
        },
        Self(description: "the newest come first, and no more than asked for") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let newest = try await store.newest(2, in: sample.scope, at: sample.now)
            let expected = [sample.tokens[2], sample.tokens[1]]
            try ConformanceFailure.require(newest.map(\.record) == expected, "order of issue")
        },
        Self(description: "statistics count what is there") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let statistics = try await store.statistics()
            try ConformanceFailure.require(
                statistics.scopes == 1 && statistics.subjects == 2 && statistics.tokensByType == ["A": 2, "B": 1],
                "counts")
        },
    ]

    private static let endChecks = [
        Self(description: "what has expired is absent before it is swept, and gone after") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let later = sample.expires
            try ConformanceFailure.require(try await sample.all(in: store, at: later - 1).count == 3, "alive till then")
            try ConformanceFailure.require(try await sample.all(in: store, at: later).isEmpty, "absent by body")
            try ConformanceFailure.require(
                try await store.newest(9, in: sample.scope, at: later).isEmpty, "absent from the newest")
            let subjects = TokenFingerprints(values: [], subjects: [sample.subjects[0].fingerprint ?? []])
            try ConformanceFailure.require(
                try await store.records(matching: subjects, in: sample.scope, at: later).subjects.isEmpty,
                "a subject without living records is absent")
            let sweep = try await store.removeExpired(at: later, limit: 10)
            try ConformanceFailure.require(sweep == ExpirySweep(removed: 3, isComplete: true), "swept")
            try ConformanceFailure.require(try await store.statistics().subjects == 0, "subjects swept")
            let again = try await store.removeExpired(at: later, limit: 10)
            try ConformanceFailure.require(again == ExpirySweep(removed: 0, isComplete: true), "nothing left")
        },
        Self(description: "a refreshed record lives on, the others do not") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            var change = TokenStoreChange(expires: sample.expires + 100, now: sample.now, maxTokens: 9)
            change.refreshed = [sample.tokens[0].body]
            try ConformanceFailure.require(try await store.insert(change, in: sample.scope) == .stored, "refreshed")
            _ = try await store.removeExpired(at: sample.expires, limit: 10)
            let left = try await sample.all(in: store, at: sample.expires)
            try ConformanceFailure.require(left.map(\.record) == [sample.tokens[0]], "one left")
        },
        Self(description: "a scope makes room for what it held once its time has come") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let again = sample.change(now: sample.expires)
            try ConformanceFailure.require(try await store.insert(again, in: sample.scope) == .stored, "room again")
        },
        Self(description: "erasing a family takes its subject and its records and nothing else") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let removed = try await store.erase(family: sample.subjects[0].family, in: sample.scope)
            try ConformanceFailure.require(removed == 2, "two records of the family")
            let left = try await sample.all(in: store)
            try ConformanceFailure.require(left.map(\.record) == [sample.tokens[2]], "the other is left")
        },
    ]
}
