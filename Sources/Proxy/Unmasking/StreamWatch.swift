// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import Providers
import Pseudonymization

/// The beginning of a stream's texts, kept to be judged when it has ended: by then it is with the caller, so that nothing
/// is asked again, and it is only counted.
struct StreamWatch: Sendable {
    private let judge: AnswerJudge
    private var texts: [Lane: [UInt8]] = [:]
    private var bytes = 0

    /// What is kept at most: a refusal is shorter.
    private static let most = 16 * 1_024

    init(_ judge: AnswerJudge) { self.judge = judge }

    /// Takes pieces as they came.
    mutating func take(_ pieces: [(lane: Lane, text: [UInt8])]) {
        for piece in pieces where bytes < Self.most && piece.lane.isSaid {
            let text = piece.text.prefix(Self.most - bytes)
            texts[piece.lane, default: []] += text
            bytes += text.count
        }
    }

    /// What the texts show.
    var trigger: UnmaskedTrigger? { judge.trigger(of: texts.values) }
}
