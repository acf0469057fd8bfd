// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One declension of Russian personal names: how the ending of the lemma becomes the endings of its case forms.
///
/// Source of the rules: А. А. Зализняк, «Грамматический словарь русского языка»; surnames as in «Русская грамматика»
/// (1980), § 1174–1191. Words are lower-case UTF-8 with ё written as е.
struct RussianParadigm: Sendable {
    /// What the part before the ending has to look like.
    enum Stem: Sendable {
        case any
        /// Ends in a consonant that is not hushing, or in one that is.
        case consonant, hushing
        /// Ends in any consonant.
        case closed
        /// Ends in a vowel.
        case vowel
        /// Ends in к, г, х; or in a soft-stem consonant of adjectives.
        case velar, soft
        /// Ends in ов, ев, ин, ын.
        case possessive
        /// Ends in a vowel that never changes: о, е, э, и, у, ю.
        case unchanging
        /// Ends in и, or in anything but и.
        case afterI, notAfterI
        /// Ends in л.
        case afterL
        /// Ends as a man's patronymic does (ович, евич, Ильич, …); as a woman's without its на; as Иваныч does without ыч.
        case masculinePatronymic, femininePatronymic, colloquialPatronymic
    }

    let roles: NameRoles
    let stem: Stem
    /// The ending of the dictionary form, empty where the stem is the lemma.
    let lemma: String
    /// Endings in the order of `RussianCases.ordered`; alternatives joined by commas, `_` for none; empty if there are none.
    let masculine: String
    let feminine: String
    let plural: String

    init(
        _ roles: NameRoles, _ stem: Stem, lemma: String, masculine: String = "", feminine: String = "",
        plural: String = ""
    ) {
        self.roles = roles
        self.stem = stem
        self.lemma = lemma
        self.masculine = masculine
        self.feminine = feminine
        self.plural = plural
    }

    private static let unchanged = "_ _ _ _ _ _"

    /// Every declension.
    static let all: [RussianParadigm] = [
        // Иванов, Пушкин: mixed declension of surnames.
        .init(
            .surname, .possessive, lemma: "", masculine: "_ а у а ым е", feminine: "а ой ой у ой,ою ой",
            plural: "ы ых ым ых ыми ых"),
        // Достоевский, Толстой, Белый, Дальний: adjectives.
        .init(
            .surname, .velar, lemma: "ий", masculine: "ий ого ому ого им ом", feminine: "ая ой ой ую ой,ою ой",
            plural: "ие их им их ими их"),
        .init(
            .surname, .soft, lemma: "ий", masculine: "ий его ему его им ем", feminine: "яя,ая ей ей юю,ую ей,ею ей",
            plural: "ие их им их ими их"),
        .init(
            .surname, .any, lemma: "ый", masculine: "ый ого ому ого ым ом", feminine: "ая ой ой ую ой,ою ой",
            plural: "ые ых ым ых ыми ых"),
        .init(
            .surname, .any, lemma: "ой", masculine: "ой ого ому ого ым,им ом", feminine: "ая ой ой ую ой,ою ой",
            plural: "ые,ие ых,их ым,им ых,их ыми,ими ых,их"),
        // Иван, Шмидт, Ковальчук; Кузьмич, Гриц. A woman's surname or name on a consonant does not change.
        .init(
            [.given, .surname], .consonant, lemma: "", masculine: "_ а у а ом е", feminine: unchanged,
            plural: "ы,и ов,ей ам ов,ей ами ах"),
        .init(
            [.given, .surname], .hushing, lemma: "", masculine: "_ а у а ем,ом е", feminine: unchanged,
            plural: "и,ы ей,ев ам ей,ев ами ах"),
        // Игорь, Гоголь; Любовь, Нинель; Сергей, Гайдай; Дмитрий.
        .init(
            [.given, .surname], .closed, lemma: "ь", masculine: "ь я ю я ем е", feminine: "ь ь ь ь ь ь",
            plural: "и ей ям ей ями ях"),
        .init(.given, .closed, lemma: "ь", feminine: "ь и и ь ью и"),
        .init([.given, .surname], .vowel, lemma: "й", masculine: "й я ю я ем е", feminine: "й й й й й й"),
        .init([.given, .surname], .any, lemma: "ий", masculine: "ий ия ию ия ием ии,ие"),
        // Анна, Никита, Глинка; Илья, Дарья, Зоя; Мария.
        .init(
            [.given, .surname], .any, lemma: "а", masculine: "а ы,и е у ой,ей,ою,ею е",
            feminine: "а ы,и е у ой,ей,ою,ею е"),
        .init(
            [.given, .surname], .notAfterI, lemma: "я", masculine: "я и е ю ей,ею е", feminine: "я и е ю ей,ею е"),
        .init(
            [.given, .surname], .afterI, lemma: "я", masculine: "я и и ю ей,ею и", feminine: "я и и ю ей,ею и"),
        // A vowel that drops out: Кравец, Китаец, Стрелец; Чеботок, Павел, Лев, Бондарень.
        .init(.surname, .any, lemma: "ец", masculine: "ец ца цу ца цом,цем це"),
        .init(.surname, .vowel, lemma: "ец", masculine: "ец йца йцу йца йцем йце"),
        .init(.surname, .afterL, lemma: "ец", masculine: "ец ьца ьцу ьца ьцом,ьцем ьце"),
        .init([.given, .surname], .any, lemma: "ок", masculine: "ок ка ку ка ком ке"),
        .init([.given, .surname], .any, lemma: "ек", masculine: "ек ка,ька ку,ьку ка,ька ком,ьком ке,ьке"),
        .init([.given, .surname], .any, lemma: "ел", masculine: "ел ла лу ла лом ле"),
        .init(.surname, .any, lemma: "ень", masculine: "ень ня ню ня нем не"),
        .init(.given, .afterL, lemma: "ев", masculine: "ев ьва ьву ьва ьвом ьве"),
        // Шевченко, Гюго, Моруа; Черных, Долгих.
        .init([.given, .surname], .unchanging, lemma: "", masculine: unchanged, feminine: unchanged),
        .init(.surname, .any, lemma: "ых", masculine: "ых ых ых ых ых ых", feminine: "ых ых ых ых ых ых"),
        .init(.surname, .any, lemma: "их", masculine: "их их их их их их", feminine: "их их их их их их"),
        // Иванович, Ильич; Ивановна, Ильинична; Иваныч.
        .init(
            .patronymic, .masculinePatronymic, lemma: "", masculine: "_ а у а ем е", plural: "и ей ам ей ами ах"),
        .init(.patronymic, .colloquialPatronymic, lemma: "ыч", masculine: "ыч ыча ычу ыча ычем ыче"),
        .init(
            .patronymic, .femininePatronymic, lemma: "на", feminine: "на ны не ну ной,ною не",
            plural: "ны ен нам ен нами нах"),
    ]
}
