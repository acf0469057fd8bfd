// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Things that are not in use: one thread after another takes the same one, so that none is made for each text.
final class Pool<Item: Sendable>: Sendable {
    private let idle = Mutex<[Item]>([])
    /// Kept when nobody uses them; more are made under load and dropped after it.
    private let keptCount: Int

    init(keptCount: Int) { self.keptCount = keptCount }

    /// Lends an item to `body`, a new one if all are in use; throws what `make` or `body` does.
    func withItem<Result, Failure: Error>(
        made make: () throws(Failure) -> Item, _ body: (Item) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let reused = idle.withLock { $0.popLast() }
        let item = if let reused { reused } else { try make() }
        defer {
            idle.withLock { idle in
                if idle.count < keptCount { idle.append(item) }
            }
        }
        return try body(item)
    }
}
