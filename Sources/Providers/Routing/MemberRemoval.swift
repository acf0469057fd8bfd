// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// Takes members out of the outermost object with the commas that are theirs; every other byte stays (P7).
package enum MemberRemoval {
    /// One edit for each run of members that stand together, in ascending order.
    package static func edits(of names: [String], in scan: JSONScan) -> [JSONEdit] {
        let names = names.map { Array($0.utf8) }
        var edits: [JSONEdit] = []
        /// The end of the last member that stays.
        var kept: Int?
        /// Where a run that is to go began, and where it ends by now.
        var run: Range<Int>?
        for key in scan.children(of: 0) {
            let member = scan.nodes[key].literalRange.lowerBound..<scan.sourceRange(of: key + 1).upperBound
            if names.contains(where: { scan.says($0, at: key) }) {
                run = (run?.lowerBound ?? kept ?? member.lowerBound)..<member.upperBound
            } else {
                // A run at the start takes the comma after it, any other the one before it.
                if let run { edits.append(edit(kept == nil ? run.lowerBound..<member.lowerBound : run)) }
                run = nil
                kept = member.upperBound
            }
        }
        if let run { edits.append(edit(run)) }
        return edits
    }

    private static func edit(_ range: Range<Int>) -> JSONEdit { JSONEdit(range: range, replacement: []) }
}
