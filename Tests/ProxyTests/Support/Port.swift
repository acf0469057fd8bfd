// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import ZavesaTesting

/// The port a server was given.
final class Port: Sendable {
    /// Opened once the port is known.
    let known = Gate()
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }

    func set(_ port: Int) {
        number.withLock { $0 = port }
        known.open()
    }
}
