// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors

/// The mean of a model's weights at several times of its training: steadier than those of the last time.
struct WeightMean {
    private(set) var weights: [TaggerChain.Scores] = []
    private(set) var steps: [TaggerChain.Scores] = []
    private var count: Float = 0

    /// Takes the weights of one time in.
    mutating func add(_ weights: [TaggerChain.Scores], _ steps: [TaggerChain.Scores]) {
        count += 1
        guard count > 1 else {
            self.weights = weights
            self.steps = steps
            return
        }
        for index in weights.indices { self.weights[index] += (weights[index] - self.weights[index]) / count }
        for index in steps.indices { self.steps[index] += (steps[index] - self.steps[index]) / count }
    }
}
