// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Vault

/// Readers for as many as ask at once; a few are kept for those who ask next.
final class NewestReaders: Sendable {
    /// As many as there are threads that read the vault, mostly.
    private static let kept = 4

    private let resting = Mutex<[NewestReader]>([])
    private let open: @Sendable () throws -> NewestReader

    init(_ open: @escaping @Sendable () throws -> NewestReader) { self.open = open }

    /// Lends a reader. One that failed is closed, whatever it was: the next caller gets a new one.
    func withReader<Answer>(_ body: (NewestReader) throws -> Answer) throws -> Answer {
        let reader = try resting.withLock { $0.popLast() } ?? open()
        let answer = try body(reader)
        resting.withLock { resting in
            if resting.count < Self.kept { resting.append(reader) }
        }
        return answer
    }
}
