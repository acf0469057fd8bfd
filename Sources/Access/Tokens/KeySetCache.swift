// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The issuer's keys as they were last read, read again when they are old or a token names a key that is not among them.
///
/// An actor because what it waits for must not be fetched twice at the same time.
package actor KeySetCache {
    /// How often, and for how long; in seconds.
    package struct Times: Sendable {
        /// Keys older than this are read again in passing.
        package var refresh: Int64 = 600
        /// Not more often than this, whoever asks: tokens with made-up key names must not turn into a flood at the issuer.
        package var pause: Int64 = 10
        /// Where the key that a token names is known, not more often than this: an issuer that is down must not slow down
        /// those whose keys are still good.
        package var patience: Int64 = 60
        /// Keys older than this count no more (P4): a key that the issuer withdrew must not open doors for ever.
        package var limit: Int64 = 86_400

        package init() {}
    }

    /// Reads the set's bytes; `nil` where it cannot be read.
    package typealias Fetch = @Sendable () async -> [UInt8]?

    private let fetch: Fetch
    private let algorithms: [TokenAlgorithm]
    private let times: Times
    private var keys: KeySet?
    private var readAt: Int64 = .min
    private var triedAt: Int64 = .min
    private var running: Task<Void, Never>?

    package init(allowing algorithms: [TokenAlgorithm], times: Times = Times(), fetch: @escaping Fetch) {
        self.fetch = fetch
        self.algorithms = algorithms
        self.times = times
    }

    /// The keys to verify a token with. Throws `unavailable` where there are none that count.
    func keys(for header: TokenHeader, at now: Int64) async throws(Rejection) -> KeySet {
        let isKnown = keys?.verifier(of: header) != nil
        if !isKnown || now >= readAt &+ times.refresh {
            let reading = refresh(at: now, pause: isKnown ? times.patience : times.pause)
            // Whose key is known and counts goes on: an issuer that answers slowly, or not at all, is no reason to wait.
            if !isKnown || now >= readAt &+ times.limit { await reading?.value }
        }
        guard let keys, now < readAt &+ times.limit else { throw .unavailable }
        return keys
    }

    /// Reads the keys, unless that was tried a moment ago. What cannot be read leaves the old ones in place.
    /// Returns what reads them, or `nil` where nothing does.
    private func refresh(at now: Int64, pause: Int64) -> Task<Void, Never>? {
        if let running { return running }
        guard triedAt == .min || now >= triedAt &+ pause else { return nil }
        triedAt = now
        // Ends by itself: whoever reads has a time-out.
        let task = Task { await read(at: now) }
        running = task
        return task
    }

    private func read(at now: Int64) async {
        defer { running = nil }
        guard let bytes = await fetch(), let read = await KeySet(bytes, allowing: algorithms) else { return }
        keys = read
        readAt = now
    }
}
