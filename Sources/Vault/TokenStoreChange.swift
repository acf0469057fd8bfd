// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What to look for: keyed fingerprints of values and of subjects.
public struct TokenFingerprints: Sendable {
    /// Fingerprints of values.
    public let values: [[UInt8]]
    /// Fingerprints of subjects.
    public let subjects: [[UInt8]]

    /// Makes a query.
    public init(values: [[UInt8]], subjects: [[UInt8]]) {
        self.values = values
        self.subjects = subjects
    }
}

/// What was found.
public struct TokenMatches: Sendable {
    /// Records with one of the values' fingerprints.
    public let tokens: [StoredToken]
    /// Subjects with one of the subjects' fingerprints.
    public let subjects: [SubjectRecord]

    /// Makes an answer.
    public init(tokens: [StoredToken], subjects: [SubjectRecord]) {
        self.tokens = tokens
        self.subjects = subjects
    }
}

/// One batch of new records and refreshed ones: all of it is written, or nothing.
public struct TokenStoreChange: Sendable {
    /// Subjects to add. A family or fingerprint that is there already is a conflict.
    public var newSubjects: [SubjectRecord] = []
    /// Subjects that new records belong to and that must be there exactly as given; otherwise a conflict.
    public var requiredSubjects: [SubjectRecord] = []
    /// Records to add. A body or fingerprint that is there already is a conflict.
    public var newTokens: [TokenRecord] = []
    /// Bodies of records whose time is to be set anew. One that is not there any more is a conflict.
    public var refreshed: [[UInt8]] = []
    /// The time of all of them, seconds since 1970.
    public let expires: Int64
    /// Now, seconds since 1970.
    public let now: Int64
    /// How many living records the scope may have.
    public let maxTokens: Int

    /// Makes an empty change.
    public init(expires: Int64, now: Int64, maxTokens: Int) {
        self.expires = expires
        self.now = now
        self.maxTokens = maxTokens
    }

    /// Whether nothing would be written.
    public var isEmpty: Bool { newSubjects.isEmpty && newTokens.isEmpty && refreshed.isEmpty }
}

/// What became of a change.
public enum InsertOutcome: Equatable, Sendable {
    /// Written and durable.
    case stored
    /// Nothing was written: somebody else was first, or a random draw is taken. `takenFamilies` names every family
    /// of the change's new subjects that the scope has already.
    case conflict(takenFamilies: [[UInt8]])
    /// Nothing was written: the scope would have more records than it may.
    case full
}

/// What one turn of removing expired records did.
public struct ExpirySweep: Equatable, Sendable {
    /// Records removed.
    public let removed: Int
    /// Whether nothing is left to remove.
    public let isComplete: Bool

    /// Makes a result.
    public init(removed: Int, isComplete: Bool) {
        self.removed = removed
        self.isComplete = isComplete
    }
}

/// What a store holds, as counts.
public struct TokenStoreStatistics: Equatable, Sendable {
    /// Scopes with records.
    public let scopes: Int
    /// Subjects.
    public let subjects: Int
    /// Records, by entity type.
    public let tokensByType: [String: Int]
    /// Size of the store in bytes, as far as the technology knows it.
    public let bytes: Int

    /// Makes statistics.
    public init(scopes: Int, subjects: Int, tokensByType: [String: Int], bytes: Int) {
        self.scopes = scopes
        self.subjects = subjects
        self.tokensByType = tokensByType
        self.bytes = bytes
    }

    /// Records of every type.
    public var tokens: Int { tokensByType.values.reduce(0, +) }
}
