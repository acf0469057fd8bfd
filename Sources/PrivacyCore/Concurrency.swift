// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The results of `body` for each number below `count`, in order, computed on all cores. Of several errors the one with
/// the lowest number is thrown, as a loop would.
package func concurrentMap<Output: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Output
) throws(Failure) -> [Output] {
    let results = Mutex([Result<Output, Failure>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let result = Result { () throws(Failure) -> Output in try body(index) }
        results.withLock { $0[index] = result }
    }
    var outputs: [Output] = []
    outputs.reserveCapacity(count)
    for case let result? in results.withLock({ $0 }) { outputs.append(try result.get()) }
    return outputs
}

/// The results of two pieces of work that have nothing to do with each other, done at the same time. Throws the error of
/// the first if both fail.
package func concurrently<First: Sendable, Second: Sendable, Failure: Error>(
    _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () throws(Failure) -> Second
) throws(Failure) -> (First, Second) {
    let results = Mutex<(Result<First, Failure>?, Result<Second, Failure>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let result = Result { () throws(Failure) -> First in try first() }
            results.withLock { $0.0 = result }
        } else {
            let result = Result { () throws(Failure) -> Second in try second() }
            results.withLock { $0.1 = result }
        }
    }
    let (one, other) = results.withLock { $0 }
    // Both are there once `concurrentPerform` has returned; what is not would be done here.
    let made = if let one { try one.get() } else { try first() }
    let alsoMade = if let other { try other.get() } else { try second() }
    return (made, alsoMade)
}
