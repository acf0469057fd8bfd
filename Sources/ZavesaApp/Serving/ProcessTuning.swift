// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CMalloc
import FoundationEssentials
import NIOCore

/// What a gateway that has the process to itself sets for all of it.
package enum ProcessTuning {
    /// Called once, before anything listens.
    ///
    /// Reading and writing takes a tenth of what making requests ready takes: half the cores do for event loops, and a
    /// request whose both connections have the same loop wakes fewer threads. glibc gives each thread a heap of its own
    /// and keeps what was freed in it: two heaps hold the memory of all (mallopt(3)).
    package static func gateway() {
        CoreDumps.forbid()
        NIOSingletons.groupLoopCountSuggestion = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)
        _ = mallopt(M_ARENA_MAX, 2)
    }

    /// Called once the ports are open: gives back to the system what reading the dictionaries took and nobody needs any
    /// more (malloc_trim(3)).
    package static func started() { _ = malloc_trim(0) }
}
