// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The results of `body` for each number below `count`, in order, computed on all cores.
func concurrentMap<Output: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Output) -> [Output] {
    let results = Mutex([Output?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let result = body(index)
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
}
