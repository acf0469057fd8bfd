// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// One expression, compiled to machine code, ready for use from any thread.
///
/// A class, because hundreds are tried at every text: to hand one on costs one count.
package final class CompiledPattern: Sendable {
    /// What it was compiled from.
    package let source: PatternSource
    private let code: PatternCode
    private let workspaces: MatchWorkspacePool

    /// Compiles `source`. Throws `invalidPattern` with the offset of the mistake.
    package init(_ source: PatternSource, limits: MatchLimits = .standard) throws(PatternError) {
        self.source = source
        code = try PatternCode(source)
        workspaces = MatchWorkspacePool(groupCount: code.groupCount, limits: limits)
    }

    /// How many capturing groups the expression has.
    package var groupCount: Int { code.groupCount }

    /// The place of a named group in `groups` of a match: 0 for group 1. `nil` if there is no such name.
    package func groupIndex(named name: String) -> Int? { code.groupIndex(named: name) }

    /// Reports every match in text order; never an empty one.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - body: the span of the whole match, and those of the groups (group 1 first, `nil` for a group that took no
    ///     part; empty for an expression without groups).
    package func matches(
        in text: [UInt8], _ body: (_ span: ByteSpan, _ groups: [ByteSpan?]) -> Void
    ) throws(PatternError) {
        try workspaces.withWorkspace(for: source.name) { workspace throws(PatternError) in
            try matches(in: text, startingIn: [0..<text.count], isLimited: false, with: workspace, body)
        }
    }

    /// The same in a workspace that the caller holds, made for this many groups or more.
    ///
    /// Only matches that start in one of `ranges` (in text order) are reported; they may overlap. They are not `isLimited` where
    /// they are the whole text.
    func matches(
        in text: [UInt8],
        startingIn ranges: ArraySlice<Range<Int>>,
        isLimited: Bool,
        with workspace: MatchWorkspace,
        _ body: (_ span: ByteSpan, _ groups: [ByteSpan?]) -> Void
    ) throws(PatternError) {
        var offset = 0
        for range in ranges {
            offset = Self.boundary(at: max(offset, range.lowerBound), in: text)
            while offset < range.upperBound {
                let limit = isLimited ? range.upperBound - 1 : nil
                guard
                    let found = try workspace.firstMatch(
                        of: code, in: text, from: offset, startingUpTo: limit, name: source.name)
                else { break }
                body(found.span, found.groups)
                offset = source.reportsOverlaps ? Self.boundary(at: found.span.start + 1, in: text) : found.span.end
            }
        }
    }

    /// The first start of a character at or after `offset`.
    private static func boundary(at offset: Int, in text: [UInt8]) -> Int {
        var next = offset
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
