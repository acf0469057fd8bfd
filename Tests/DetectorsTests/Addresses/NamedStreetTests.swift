// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Streets that nothing calls one")
struct NamedStreetTests {
    @Test(
        "are known by a name as streets have them, beside a town",
        arguments: [
            "[Казань, Баумана 12]", "Она из Самары: [Самара, Ново-Садовая 106].", "[Пермь, Советская, 15]",
            "[Сочи, Навагинская 9, кв. 12]", "[Барнаул Попова 24]", "[Казань Баумана 12]", "[Самара Ново-Садовая 106]",
            "[КАЗАНЬ, БАУМАНА 12]", "[Вологда, Герцена 63-15]",
            "[Краснодар, Красная 100]", "[Воронеж, 20-летия Октября, 84]", "Живёт: [Тула, Октябрьская 12, 45]",
            "Встречаемся в [Казани, Баумана 12]", "Зотов Пётр, [Уфа, Ленина 33]", "[г. Казань, Баумана 12]",
            "[г Пермь Советская 12]",
            "[Нижний Новгород, Большая Покровская 18]", "[Тюмень, Республики 45]",
            "вечером в [Казань, Баумана 12] завтра утром",
        ])
    func besideTowns(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are found in small letters behind a label, or as streets are often named",
        arguments: [
            "адрес [ленина 45 кв 12]", "мой адрес: [карла маркса 7 кв 4]", "живу [ленина 45 кв 12]",
            "прописан [ленина 45-12]", "живу на [гагарина 45, кв. 12]", "адрес доставки [мира 10 кв 5]",
            "[ленина 45 кв 12]", "[казань, баумана 12]",
        ])
    func smallLetters(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are found behind a preposition if streets often have their name",
        arguments: ["Встречаемся на [Баумана 12].", "Такси от [Ленина 45] до [Гагарина 7а]"])
    func prepositions(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "may be missing in a quarter",
        arguments: [
            "[мкр. Северный 12-33]", "Живу в [мкр. Северный, 12-33].", "Тут [7 микрорайон 12-33].",
            "Пишите: [12 мкр, д 5, кв 33]", "[Солнечный мкр, 12-33]", "[Шымкент, Нұрсат ш/а 12-33]",
        ])
    func quarters(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are not seen where there are none",
        arguments: [
            "Вчера в Казани, 12 человек", "Победила Самара, Петрова 12 очков", "Москва, Новая газета 12 апреля",
            "Пермь, Советская, 15 мая", "Казань, Россия, 12 июня", "Волгоград, Сталинградская битва, 200 дней",
            "ЖК Символ, 12-15 этажей", "доставка еды 24/7", "доставка ежедневно 10-18", "офис продаж 24 часа",
            "живу тут 12 лет, кв большая", "снимает квартиру 2 комнаты", "Россия, Молдова, 5", "Ленина 33",
            "Дружба народов 12-33", "на Победы 3 дня", "до Октября 12 человек", "на Гагарина 7 баллов",
            "Он поставил на Победы 2 команды", "Советская 15", "мкр. Северный 12-15 домов",
        ])
    func nothing(text: String) throws { try AddressFindings.expect(text) }
}
