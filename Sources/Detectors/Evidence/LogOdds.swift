// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Arithmetic of evidence in natural-logarithm odds.
enum LogOdds {
    /// The logistic function: 0 is an even chance.
    static func probability(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

    /// The odds of a probability between 0 and 1, both excluded.
    static func logOdds(_ probability: Double) -> Double { log(probability / (1 - probability)) }

    /// What passing a check is worth that random candidates pass at this rate, and true values always.
    static func gain(acceptRate: Double) -> Double { -log(acceptRate) }

    /// A probability after more evidence.
    static func shifted(_ probability: Double, by logOdds: Double) -> Double {
        logOdds == 0 ? probability : 1 / (1 + (1 / probability - 1) * exp(-logOdds))
    }
}
