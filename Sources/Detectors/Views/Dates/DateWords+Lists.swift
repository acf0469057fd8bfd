// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension DateWords {
    /// Before -ого and -ое, in which dates and years stand.
    static let russianOrdinals: [(stem: String, value: Int)] = [
        ("перв", 1), ("втор", 2), ("четверт", 4), ("пят", 5), ("шест", 6), ("седьм", 7), ("восьм", 8), ("девят", 9),
        ("десят", 10), ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14),
        ("пятнадцат", 15), ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19),
        ("двадцат", 20), ("тридцат", 30), ("сороков", 40), ("пятидесят", 50), ("шестидесят", 60),
        ("семидесят", 70), ("восьмидесят", 80), ("девяност", 90), ("двухтысячн", 2000),
    ]

    static let ordinals: [(words: String, value: Int)] = [
        ("третьего третье", 3),
        ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
        ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13),
        ("fourteenth", 14), ("fifteenth", 15), ("sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18),
        ("nineteenth", 19), ("twentieth", 20), ("thirtieth", 30),
        ("الأول اول الحادي حادي", 1), ("الثاني ثاني", 2), ("الثالث ثالث", 3), ("الرابع رابع", 4),
        ("الخامس خامس", 5), ("السادس سادس", 6), ("السابع سابع", 7), ("الثامن ثامن", 8), ("التاسع تاسع", 9),
        ("العاشر عاشر", 10), ("العشرين العشرون", 20), ("الثلاثين الثلاثون", 30),
    ]

    /// As patterns of dates know them, in the cases in which a day stands before them.
    static let months =
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря january february march april may"
        + " june july august september october november december يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر"
        + " نوفمبر ديسمبر شباط آذار نيسان أيار حزيران تموز آب أيلول كانون تشرين"
}
