// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Russian addresses")
struct RussianAddressTests {
    @Test(
        "are one span, whatever is abbreviated and in whatever order",
        arguments: [
            "Проживает: [125009, г. Москва, ул. Тверская, д. 5, корп. 2, кв. 12].",
            "Вот: [ул.Ленина д.5 кв 12]", "Жду на [ул. 8 Марта, 12-34], звоните.",
            "Прописка: [г Москва, ул Тверская, д 7, кв 15]", "[г. Пермь, проспект Мира, дом 101, строение 2]",
            "Адрес: [Московская область, Ленинский район, пос. Горки, ул. Садовая, д. 3а]",
            "Офис: [Невский проспект, 28, офис 301]", "Дача: [1-я Тверская-Ямская ул., 16/23]",
            "Склад на [ул. 40 лет Октября, 12].", "Тут [ул. 50-летия Октября, 12].",
            "[наб. Обводного канала, 45, литер А]",
            "Дом [наб. реки Фонтанки, 15, стр. 1]",
            "Живу: [Ростов-на-Дону, пр. Ворошиловский 12 кв.5]", "Сдаю [пер. Гривцова, 4, кв. 9]",
            "Приезжайте: [г. Казань, ул. Баумана, дом 5, подъезд 2, этаж 3]",
            "Усадьба [с. Ивановка, ул. Полевая, д. 12]", "Пишите: [а/я 45, 101000 Москва]",
            "Живу: [Кутузовский пр-т, 15, кв. 3]", "Офис: [Москва, Ленинский пр-т, д. 15]",
            "Живу [Москва, Дубнинская 12-54], приезжай", "[ул. К. Маркса, д. 10, кв. 3] и больше ничего",
            "[бульвар Гагарина, 44]",
        ])
    func spans(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are found in case forms, in capitals and in small letters",
        arguments: [
            "Встречаемся на [улице Ленина, в доме 5, квартире 7].", "Он живёт в доме по [улице Гоголя, 14].",
            "[САНКТ-ПЕТЕРБУРГ, УЛ. МАРАТА, Д. 14, КВ. 8]", "пиши: [спб ул марата д 14 кв 8]",
            "доставка: [ул садовая 7 кв 2]", "Стою у [Гороховой улицы, 22].",
        ])
    func forms(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are found in the neighbouring countries",
        arguments: [
            "Офис: [Казахстан, г. Алматы, мкр. Самал-2, д. 58, кв. 12]", "[пр. Аль-Фараби 77/8, Алматы 050040]",
            "Живе: [вул. Хрещатик, буд. 22, кв. 5]", "Тут: [г. Минск, ул. Сурганова, 11, кв. 4]",
            "[Алматы қаласы, Төле би көшесі, 25-үй, 14-пәтер]", "[Абай даңғылы, 10 үй, 5 пәтер]",
        ])
    func neighbours(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are found in Latin letters",
        arguments: ["Send it: [ul. Lenina d. 5 kv. 12, Moskva]", "[Moskva, ulitsa Tverskaya, dom 7, kv. 15]"])
    func transliterated(marked: String) throws { try AddressFindings.expect(marked) }

    @Test("a name with a number is an address where the field says so", arguments: ["address", "адрес", "homeAddress"])
    func field(name: String) throws {
        try AddressFindings.expect("[Ленина 5-12]", field: name)
        try AddressFindings.expect("Ленина 5-12", field: "email_address")
        try AddressFindings.expect("Ленина 5-12")
    }

    @Test("a street without a house is one only where words say so")
    func lonelyStreet() throws {
        try AddressFindings.expect("Мой адрес: [улица Садовая]. Перезвоню через 12 минут.")
        try AddressFindings.expect("Гуляли по улице Садовой, прошли 10 км.")
    }

    @Test(
        "are not seen where there are none",
        arguments: [
            "ул. не знаю какая, дом 5", "Согласно ст. 5 ч. 2, п. 12 и стр. 45 решения.", "Улица перекрыта 5 дней.",
            "Дом 5 лет стоит пустой.", "В доме 5 комнат и 2 этажа.", "Квартира 5 комнат, 120 м.",
            "В 2020 г. Москва приняла 5 миллионов гостей.", "Статья 12, пункт 5 Федерального закона 152-ФЗ.",
            "Дело № 12-345, т. 2, л.д. 45", "Версия 12.4, сборка 5, корпус 2",
            "Проспект вышел тиражом 500 экземпляров.",
            "Город Казань, 2 сентября.", "С 5 по 12 марта к 9 часам", "Рис. 3, стр. 12, табл. 5",
            "«Спартак» 2, «Зенит» 1", "Площадь 45 кв. м, цена 5 млн", "Он прошёл 5 км по дороге, 3 раза упал.",
        ])
    func nothing(text: String) throws { try AddressFindings.expect(text) }
}
