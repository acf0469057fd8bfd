// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Workspaces of one size that are not in use.
final class MatchWorkspacePool: Sendable {
    private let pool = Pool<MatchWorkspace>(keptCount: 16)
    private let groupCount: Int
    private let limits: MatchLimits

    /// A pool for patterns of at most `groupCount` groups.
    init(groupCount: Int, limits: MatchLimits) {
        self.groupCount = groupCount
        self.limits = limits
    }

    /// Lends a workspace to `body`. Throws `engine`, naming `pattern`, if there is no memory for one.
    func withWorkspace(
        for pattern: String, _ body: (MatchWorkspace) throws(PatternError) -> Void
    ) throws(PatternError) {
        try pool.withItem { () throws(PatternError) in
            guard let workspace = MatchWorkspace(groupCount: groupCount, limits: limits) else {
                throw PatternError(code: .engine, pattern: pattern)
            }
            return workspace
        } _: { (workspace) throws(PatternError) in
            try body(workspace)
        }
    }
}
