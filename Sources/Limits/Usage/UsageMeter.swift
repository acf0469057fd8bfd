// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

/// Adds up what one exchange costs, while it runs: what the vendor says, and sizes for what it does not say.
package struct UsageMeter: Sendable {
    /// Bytes of the request that was sent.
    package var requestBytes = 0
    /// Bytes of text in the answer so far, and in how many pieces they came.
    package private(set) var answerBytes = 0
    package private(set) var pieces = 0
    /// What the vendor has said so far.
    package private(set) var reported = ReportedUsage()
    /// Whether any of an answer came. Without one there is no usage.
    package private(set) var hasBegun = false
    /// Whether all of the answer came, so that the vendor's last word is the last.
    package var isComplete = false

    package init() {}

    /// An answer begins.
    package mutating func begin(requestBytes: Int) {
        hasBegun = true
        self.requestBytes = requestBytes
    }

    /// A text of the answer, or a piece of one.
    package mutating func add(bytes: Int) {
        guard bytes > 0 else { return }
        answerBytes += bytes
        pieces += 1
    }

    /// What the vendor says.
    package mutating func report(_ usage: ReportedUsage) { reported.update(usage) }

    /// How many tokens came out so far, at least.
    package var outputSoFar: Int {
        max(reported.output ?? 0, TokenEstimate.atLeast(bytes: answerBytes, pieces: pieces))
    }

    /// The cost; `nil` where no answer began. A number that the vendor has not given is estimated; of an answer that was
    /// cut short, the vendor's count of the output is one from before the cut.
    package var usage: TokenUsage? {
        guard hasBegun else { return nil }
        let estimatedOutput = TokenEstimate.typical(bytes: answerBytes)
        // An endpoint without output, such as embeddings, is complete once its input is counted.
        let saidOutput = reported.output ?? (reported.input != nil && answerBytes == 0 ? 0 : nil)
        let output = isComplete ? saidOutput ?? estimatedOutput : max(reported.output ?? 0, estimatedOutput)
        let input = reported.totalInput ?? TokenEstimate.typical(bytes: requestBytes)
        return TokenUsage(
            input: input, output: output, cachedInput: min(input, reported.totalCached),
            reasoning: min(output, reported.reasoning ?? 0),
            isEstimated: reported.totalInput == nil || saidOutput == nil || !isComplete)
    }
}
