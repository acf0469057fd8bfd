// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Vault

extension TokenStoreConformance {
    /// All or nothing: a change that conflicts leaves no trace.
    static let conflictChecks = [
        conflict("a body that is taken", families: 0) { sample, change in
            change.requiredSubjects = [sample.subjects[0]]
            change.newTokens = [sample.fresh, sample.token(body: "AAAA0001", fingerprint: 90)]
        },
        conflict("a value that is there already", families: 0) { sample, change in
            change.requiredSubjects = [sample.subjects[0]]
            change.newTokens = [sample.fresh, sample.token(body: "AAAA0009", fingerprint: 1)]
        },
        conflict("a family that is taken", families: 1) { sample, change in
            change.newSubjects = [SubjectRecord(family: sample.subjects[1].family, fingerprint: nil, wrappedKey: [9])]
            change.newTokens = [sample.token(body: "BBBB0009", fingerprint: 90)]
        },
        conflict("a subject that is there already", families: nil) { sample, change in
            change.newSubjects = [
                SubjectRecord(
                    family: Array("CCCC".utf8), fingerprint: sample.subjects[0].fingerprint, wrappedKey: [9])
            ]
            change.newTokens = [sample.token(body: "CCCC0009", fingerprint: 90)]
        },
        conflict("a subject that is another by now", families: 0) { sample, change in
            change.requiredSubjects = [
                SubjectRecord(
                    family: sample.subjects[0].family, fingerprint: sample.subjects[0].fingerprint, wrappedKey: [9])
            ]
            change.newTokens = [sample.fresh]
        },
        conflict("a record to refresh that is gone", families: 0) { sample, change in
            change.requiredSubjects = [sample.subjects[0]]
            change.newTokens = [sample.fresh]
            change.refreshed = [Array("AAAA0009".utf8)]
        },
        Self(description: "a scope takes as many records as it may, and not one more") { store in
            let sample = StoreSample()
            let tooMany = try await store.insert(sample.change(maxTokens: 2), in: sample.scope)
            try ConformanceFailure.require(tooMany == .full, "full")
            try ConformanceFailure.require(try await sample.all(in: store).isEmpty, "nothing written")
            let enough = try await store.insert(sample.change(maxTokens: 3), in: sample.scope)
            try ConformanceFailure.require(enough == .stored, "three of three")
        },
    ]

    /// A check that a change conflicts and leaves the store as it was. `families` is how many taken families the
    /// answer names; `nil` where the contract leaves it open.
    private static func conflict(
        _ cause: String, families: Int?,
        _ prepare: @escaping @Sendable (StoreSample, inout TokenStoreChange) -> Void
    ) -> Self {
        Self(description: "nothing is written because of \(cause)") { store in
            let sample = StoreSample()
            _ = try await store.insert(sample.change(), in: sample.scope)
            let before = try await store.statistics()
            var change = TokenStoreChange(expires: sample.expires + 50, now: sample.now, maxTokens: 99)
            prepare(sample, &change)
            let outcome = try await store.insert(change, in: sample.scope)
            guard case .conflict(let taken) = outcome else {
                throw ConformanceFailure(description: "broken promise: a conflict, not \(outcome)")
            }
            try ConformanceFailure.require(families.map { $0 == taken.count } ?? true, "taken families named")
            try ConformanceFailure.require(try await store.statistics() == before, "counts unchanged")
            let bodies = change.newTokens.map(\.body)
            let found = try await store.records(for: bodies, in: sample.scope, at: sample.now)
            try ConformanceFailure.require(
                found.allSatisfy { sample.stored.contains($0) }, "no new record, and no changed one")
        }
    }
}
