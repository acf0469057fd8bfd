// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A linear-chain conditional random field over eight tags: probabilities of each word's tag by forward and backward
/// sums (Lafferty, McCallum, Pereira 2001).
///
/// Arithmetic is in 32-bit floats in a fixed order, without the C library: every machine gives the same bits.
package struct TaggerChain: Sendable {
    /// One weight a tag.
    package typealias Scores = SIMD8<Float>

    /// By previous tag: e to the weight of each tag after it; 0 where the tag cannot follow.
    private let steps: [Scores]
    /// The same by next tag: for the way back.
    private let stepsBack: [Scores]

    /// - Parameter weights: by previous tag, the weight of each tag after it.
    package init(weights: [Scores]) {
        var steps = [Scores](repeating: Scores(), count: 8)
        var back = steps
        for previous in TaggerTag.allCases {
            let scores = Self.exponential(weights[previous.rawValue])
            for next in TaggerTag.allCases where next.canFollow(previous) {
                steps[previous.rawValue][next.rawValue] = scores[next.rawValue]
                back[next.rawValue][previous.rawValue] = scores[next.rawValue]
            }
        }
        self.steps = steps
        stepsBack = back
    }

    /// Turns the scores of a run of words into the probabilities of their tags. Words outside of everything stand before
    /// and after the run. `forward` is scratch space, at least as long.
    package func normalize(_ run: Range<Int>, of scores: inout [Scores], forward: inout [Scores]) {
        guard !run.isEmpty else { return }
        var state = Scores()
        state[0] = 1
        for index in run {
            let emission = Self.exponential(scores[index])
            scores[index] = emission
            state = advanced(state, by: steps) * emission
            state /= state.sum()
            forward[index] = state
        }
        var backward = stepsBack[0]
        for index in run.reversed() {
            let product = forward[index] * backward
            let emission = scores[index]
            scores[index] = product / product.sum()
            backward = advanced(backward * emission, by: stepsBack)
            backward /= backward.sum()
        }
    }

    /// The probability of each pair of tags of the words at `index` and the one before it, times nothing else.
    package func pair(before state: Scores, emission: Scores, backward: Scores, body: (Int, Scores) -> Void) {
        var total: Float = 0
        for previous in 0..<8 { total += (state[previous] * steps[previous] * emission * backward).sum() }
        guard total > 0 else { return }
        for previous in 0..<8 { body(previous, state[previous] * steps[previous] * emission * backward / total) }
    }

    /// The state before the first word of a run, and the outlook after its last.
    package var firstState: Scores { Scores(1, 0, 0, 0, 0, 0, 0, 0) }
    package var lastOutlook: Scores { stepsBack[0] }
    /// One step forward and one step back.
    package func forward(_ state: Scores) -> Scores { advanced(state, by: steps) }
    package func backward(_ outlook: Scores) -> Scores { advanced(outlook, by: stepsBack) }

    private func advanced(_ state: Scores, by steps: [Scores]) -> Scores {
        var sum = state[0] * steps[0]
        for tag in 1..<8 { sum += state[tag] * steps[tag] }
        return sum
    }

    /// e to the power of each, within a millionth; below −30 and above 30 as at these.
    package static func exponential(_ values: Scores) -> Scores {
        let clamped = values.clamped(lowerBound: Scores(repeating: -30), upperBound: Scores(repeating: 30))
        // Adding 1.5 · 2²³ leaves the nearest whole number in the low bits of a float.
        let shifted = clamped * 1.442695 + 12_582_912
        let rest = clamped - (shifted - 12_582_912) * 0.6931472
        var power = Scores(repeating: 1.0 / 720)
        power = power * rest + 1.0 / 120
        power = power * rest + 1.0 / 24
        power = power * rest + 1.0 / 6
        power = power * rest + 0.5
        power = power * rest + 1
        power = power * rest + 1
        var scale = Scores()
        for lane in 0..<8 { scale[lane] = Float(bitPattern: (shifted[lane].bitPattern &- 0x4B3F_FF81) << 23) }
        return power * scale
    }
}
