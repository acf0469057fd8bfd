// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// Copies of the process's memory that the system writes when it crashes: they would hold clear values, and lie wherever
/// the system's pattern says.
package enum CoreDumps {
    /// Makes them impossible for the rest of the process's life.
    ///
    /// The limit alone does not hold where the pattern names a program that takes the dump (core(5)); that nothing may be
    /// dumped does. It also keeps debuggers of the same user out.
    package static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // Safe: the structure lives through the call, which only reads it.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = zavesa_forbid_dumps()
    }

    /// Whether this process's memory may still be written somewhere.
    static var mayHappen: Bool { zavesa_may_be_dumped() != 0 }
}
