// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What an expression takes, roughly: every text that the expression matches has this shape, and some others have.
indirect enum ShapeExpression: Equatable, Sendable {
    /// One character.
    case character(CharacterClass)
    case sequence([ShapeExpression])
    case choice([ShapeExpression])
    /// `most` is `nil` for any number.
    case repeated(ShapeExpression, least: Int, most: Int?)
    /// Takes nothing; what follows is one of these symbols.
    case followed(SymbolSet)
    /// Takes nothing; what stands before is one of these symbols. Heeded at the beginning of an expression.
    case preceded(SymbolSet)

    static let empty = ShapeExpression.sequence([])
}
