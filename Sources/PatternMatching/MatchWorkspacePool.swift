// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Workspaces that are not in use: one thread after another takes the same one, so a match allocates nothing.
final class MatchWorkspacePool: Sendable {
    private let idle = Mutex<[MatchWorkspace]>([])
    private let groupCount: Int
    private let limits: MatchLimits

    /// Workspaces kept when nobody uses them; more are made under load and dropped after it.
    private static let keptCount = 16

    /// A pool for patterns of at most `groupCount` groups.
    init(groupCount: Int, limits: MatchLimits) {
        self.groupCount = groupCount
        self.limits = limits
    }

    /// Lends a workspace to `body`. Throws `engine`, naming `pattern`, if there is no memory for one.
    func withWorkspace(
        for pattern: String, _ body: (MatchWorkspace) throws(PatternError) -> Void
    ) throws(PatternError) {
        let reused = idle.withLock { $0.popLast() }
        guard let workspace = reused ?? MatchWorkspace(groupCount: groupCount, limits: limits) else {
            throw PatternError(code: .engine, pattern: pattern)
        }
        defer {
            idle.withLock { idle in
                if idle.count < Self.keptCount { idle.append(workspace) }
            }
        }
        try body(workspace)
    }
}
