// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors

/// Learns from lists of names and from ordinary words what names look like: logistic regression over letter groups.
package struct LikenessTrainer {
    /// A word with what the lists say of it.
    private struct Example {
        let groups: [Int32]
        /// 1 for a person's name, and for a place's.
        let targets: SIMD2<Float>
        /// Which half may learn from it: the one that does not judge it.
        let half: Int
    }

    private static let passes = 5
    private static let rate: Float = 0.15

    private var examples: [Example] = []

    /// - Parameters:
    ///   - persons: words of persons' names, folded and in small letters; `places`: of places' names.
    ///   - ordinary: other words.
    package init(persons: Set<[UInt8]>, places: Set<[UInt8]>, ordinary: Set<[UInt8]>) {
        let words = persons.union(places).union(ordinary).sorted { $0.lexicographicallyPrecedes($1) }
        examples = words.map { word in
            var groups: [Int32] = []
            NameLikeness.forEachGroup(of: word[...]) { groups.append(Int32($0)) }
            return Example(
                groups: groups, targets: SIMD2(persons.contains(word) ? 1 : 0, places.contains(word) ? 1 : 0),
                half: 1 - NameLikeness.half(of: word[...]))
        }
    }

    /// The weights in the form of `NameLikeness`.
    package mutating func weights(seed: UInt64) -> [UInt32] {
        var generator = TrainingGenerator(seed: seed)
        let size = 1 << NameLikeness.bits
        var weights = [[SIMD2<Float>]](repeating: Array(repeating: .zero, count: size), count: 2)
        var squares = weights
        var order = Array(examples.indices)
        for _ in 0..<Self.passes {
            generator.shuffle(&order)
            for index in order {
                let example = examples[index]
                var sum = SIMD2<Float>.zero
                for group in example.groups { sum += weights[example.half][Int(group)] }
                let chances = TaggerChain.exponential(TaggerChain.Scores(-sum[0], -sum[1], 0, 0, 0, 0, 0, 0))
                let gradient = example.targets - SIMD2(1 / (1 + chances[0]), 1 / (1 + chances[1]))
                for group in example.groups {
                    squares[example.half][Int(group)] += gradient * gradient
                    weights[example.half][Int(group)] +=
                        Self.rate * gradient / (squares[example.half][Int(group)] + 0.1).squareRoot()
                }
            }
        }
        return (0..<size).map { place in
            var packed: UInt32 = 0
            for half in 0..<2 {
                for kind in 0..<2 {
                    let units = (weights[half][place][kind] / NameLikeness.unit).rounded(.toNearestOrEven)
                    packed |= UInt32(Int(min(max(units, -127), 127)) + 128) << UInt32(half * 16 + kind * 8)
                }
            }
            return packed
        }
    }
}
