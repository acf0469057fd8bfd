// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension SpokenWords {
    /// Numerals, and what is said of digits and addresses when somebody spells them out.
    static let english: [(words: String, word: SpokenWord)] = [
        ("zero oh o nought naught nil", .number(0)), ("one", .number(1)), ("two", .number(2)), ("three", .number(3)),
        ("four", .number(4)), ("five", .number(5)), ("six", .number(6)), ("seven", .number(7)),
        ("eight", .number(8)), ("nine niner", .number(9)), ("ten", .number(10)), ("eleven", .number(11)),
        ("twelve", .number(12)), ("thirteen", .number(13)), ("fourteen", .number(14)), ("fifteen", .number(15)),
        ("sixteen", .number(16)), ("seventeen", .number(17)), ("eighteen", .number(18)), ("nineteen", .number(19)),
        ("twenty", .number(20)), ("thirty", .number(30)), ("forty fourty", .number(40)), ("fifty", .number(50)),
        ("sixty", .number(60)), ("seventy", .number(70)), ("eighty", .number(80)), ("ninety", .number(90)),
        ("hundred", .hundred), ("thousand", .thousand), ("and", .and),
        ("double dbl twice", .times(2)), ("triple treble thrice", .times(3)), ("quadruple", .times(4)),
        ("zeros zeroes ohs noughts", .plural(0)), ("ones", .plural(1)), ("twos", .plural(2)),
        ("threes", .plural(3)), ("fours", .plural(4)), ("fives", .plural(5)), ("sixes", .plural(6)),
        ("sevens", .plural(7)), ("eights", .plural(8)), ("nines", .plural(9)),
        ("plus", .sign(UInt8(ascii: "+"))), ("slash stroke", .sign(UInt8(ascii: "/"))),
        ("space", .sign(UInt8(ascii: " "))),
        ("at", .at(isOrdinary: true)), ("dot period point", .dot), ("hyphen dash minus", .hyphen),
        ("underscore", .underscore),
    ]
}
