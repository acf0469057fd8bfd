// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors

/// Fits the weights of a linear-chain conditional random field: gradient ascent on the likelihood, a run of words at a
/// time, with steps of their own size for each weight (AdaGrad: Duchi, Hazan, Singer 2011).
///
/// One thread and a fixed order of additions: the same input gives the same bits.
package struct ChainOptimizer {
    /// A run of words with what they are.
    struct Run {
        /// By word and feature: the place of the weights.
        let features: [UInt32]
        let tags: [UInt8]
        /// Which half of the model it is for: each has steps between tags of its own.
        let half: Int
    }

    private typealias Scores = TaggerChain.Scores

    /// Gradients below this are not worth a step.
    private static let least: Float = 0.004
    /// Of a thousand words, how many are learned without what is their own: so that unseen names are found by the rest.
    private static let forgotten = 150
    /// The features that are a word's own, by their number in `TaggerFeatures`.
    private static let own: Set<Int> = [1, 6, 7, 17]

    /// How a model is fitted.
    package struct Settings: Sendable {
        /// How many bits a feature's place in the model has.
        package var bits: Int
        package var passes: Int
        /// The model is the mean of what the weights are after each of so many last passes.
        package var averaged: Int
        /// The size of the first steps.
        package var rate: Float
        /// What the squares of a weight's gradients begin with: the larger, the less seldom features move.
        package var damping: Float
        package var seed: UInt64
        /// What is kept with the model, for small letters, mixed case and capitals: see `TaggerModel`.
        package var cautions: [Double]

        package init(
            bits: Int, passes: Int, averaged: Int = 1, rate: Float, damping: Float, seed: UInt64,
            cautions: [Double]
        ) {
            self.bits = bits
            self.passes = passes
            self.averaged = averaged
            self.rate = rate
            self.damping = damping
            self.seed = seed
            self.cautions = cautions
        }
    }

    private let settings: Settings
    private let featuresPerWord: Int
    private(set) var weights: [TaggerChain.Scores]
    private var squares: [TaggerChain.Scores]
    /// Eight rows a half.
    private(set) var steps = [TaggerChain.Scores](repeating: .init(), count: 16)
    private var stepSquares = [TaggerChain.Scores](repeating: .init(), count: 16)
    private var generator: TrainingGenerator
    private var isOwn: [Bool]

    init(_ settings: Settings, featuresPerWord: Int) {
        self.settings = settings
        self.featuresPerWord = featuresPerWord
        weights = Array(repeating: .init(), count: 1 << settings.bits)
        squares = Array(repeating: .init(), count: 1 << settings.bits)
        generator = TrainingGenerator(seed: settings.seed)
        isOwn = (0..<featuresPerWord).map { Self.own.contains($0) }
    }

    /// Goes through all runs once, in an order of its own.
    mutating func learn(_ runs: [Run], rate factor: Float) {
        var order = Array(runs.indices)
        generator.shuffle(&order)
        for index in order { learn(runs[index], rate: settings.rate * factor) }
    }

    private mutating func learn(_ run: Run, rate: Float) {
        let count = run.tags.count
        let forgets = (0..<count).map { _ in generator.happens(Self.forgotten) }
        var emissions = [Scores](repeating: .init(), count: count)
        for word in 0..<count {
            var scores = Scores()
            for feature in 0..<featuresPerWord where !(forgets[word] && isOwn[feature]) {
                scores += weights[Int(run.features[word * featuresPerWord + feature])]
            }
            emissions[word] = scores
        }
        let (marginals, pairs) = expectations(emissions, half: run.half)
        var expected = pairs
        var previous = 0
        for word in 0..<count {
            var gradient = Scores() - marginals[word]
            gradient[Int(run.tags[word])] += 1
            expected[previous][Int(run.tags[word])] -= 1
            previous = Int(run.tags[word])
            guard max(gradient.max(), -gradient.min()) > Self.least else { continue }
            let square = gradient * gradient
            for feature in 0..<featuresPerWord where !(forgets[word] && isOwn[feature]) {
                let place = Int(run.features[word * featuresPerWord + feature])
                squares[place] += square
                weights[place] += rate * gradient / (squares[place] + settings.damping).squareRoot()
            }
        }
        expected[previous][0] -= 1
        for tag in 0..<8 {
            let gradient = Scores() - expected[tag]
            let row = run.half * 8 + tag
            stepSquares[row] += gradient * gradient
            steps[row] += rate * gradient / (stepSquares[row] + 1).squareRoot()
        }
    }

    /// The probability of each word's tags, and how often each tag is expected after each.
    private func expectations(_ emissions: [Scores], half: Int) -> ([Scores], [Scores]) {
        let chain = TaggerChain(weights: Array(steps[half * 8..<half * 8 + 8]))
        let exponentials = emissions.map { TaggerChain.exponential($0 - $0.max()) }
        var forward: [Scores] = []
        var state = chain.firstState
        for emission in exponentials {
            state = chain.forward(state) * emission
            state /= state.sum()
            forward.append(state)
        }
        var marginals = emissions
        var pairs = [Scores](repeating: .init(), count: 8)
        var outlook = chain.lastOutlook
        let last = state * outlook
        for tag in 0..<8 { pairs[tag][0] += last[tag] / last.sum() }
        for word in emissions.indices.reversed() {
            let product = forward[word] * outlook
            marginals[word] = product / product.sum()
            let before = word > 0 ? forward[word - 1] : chain.firstState
            chain.pair(before: before, emission: exponentials[word], backward: outlook) { pairs[$0] += $1 }
            outlook = chain.backward(outlook * exponentials[word])
            outlook /= outlook.sum()
        }
        return (marginals, pairs)
    }
}
