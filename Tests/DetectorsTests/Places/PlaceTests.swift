// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Detectors

/// Places that stand alone. The expected ones stand in square brackets.
@Suite("Places")
struct PlaceTests {
    @Test(
        "Russian names in every case",
        arguments: [
            "Наш офис переехал из [Москвы] в [Казань], а склад остался в [Твери].",
            "Вчера она вернулась из [Нижнего Новгорода] и завтра едет в [Нижний Новгород].",
            "Мы живём в [Ростове-на-Дону], родители недалеко от [Ростова-на-Дону].",
            "Поезд идёт к [Санкт-Петербургу] через [Великий Новгород].",
            "Дороги [Московской области] и [Республики Татарстан] ремонтируют.",
            "Филиалы открыты в [Екатеринбурге], [Новосибирске] и [Владивостоке].",
            "Доставка в г. [Казань] бесплатна.",
            "Работы ведутся в [Одинцовском районе] и на территории [Ханты-Мансийского автономного округа].",
            "Товар идёт из [Китая] через [Казахстан] в [Россию].",
            "Граница [США] и [Канады] закрыта, в [РФ] и [ОАЭ] рейсы идут по расписанию.",
        ])
    func russian(_ marked: String) throws { try AddressFindings.expect(marked, type: "LOCATION") }

    @Test(
        "English names of one word and several",
        arguments: [
            "She moved from [New York] and works in [Saudi Arabia] now.",
            "The plant in [St. Petersburg] ships to [Germany] and [Poland].",
            "Our team is split between [London], [Dubai] and [Singapore].",
            "Exports from the [USA] and the [UK] to the [UAE] grew.",
            "The river flows through [Kazakhstan] into the [Caspian Sea].",
        ])
    func english(_ marked: String) throws { try AddressFindings.expect(marked, type: "LOCATION") }

    @Test(
        "Arabic names, particles outside",
        arguments: [
            "يعمل الفريق ب[القاهرة] منذ عامين",
            "سافرت إلى [مصر] ثم إلى [تونس]",
            "وصلت الشحنة إلى [دبي] و[الرياض] أمس",
            "غادر الوفد إلى [الولايات المتحدة] يوم الخميس",
            "افتتح المكتب في [الدار البيضاء] هذا العام",
        ])
    func arabic(_ marked: String) throws { try AddressFindings.expect(marked, type: "LOCATION") }

    @Test("an article behind a particle is a part of the name: للرياض")
    func article() throws { try AddressFindings.expect("أرسلت الطلب ل[لرياض] أمس", type: "LOCATION") }

    @Test(
        "words and persons that are called as places are",
        arguments: [
            "Надежда и вера помогают жить.", "Передайте Владимиру, что я его жду.", "Над полем кружил орёл.",
            "Московский офис закрыт, а казанский работает.", "В китайском ресторане подают пермский суп.",
            "It was a nice day, and the reading list was long.", "Have a nice weekend and stay mobile.",
            "Victoria and Jordan joined the call.", "LET US KNOW WHAT YOU THINK.",
            "سلام عليكم، كيف حالك اليوم؟",
        ])
    func others(_ text: String) throws { try AddressFindings.expect(text, type: "LOCATION") }

    @Test(
        "a name that is a word or a person's too is a place where something says so",
        arguments: [
            "Мы встретимся в [Орле] на вокзале.", "Родился в городе [Владимир].",
            "They spent a week in [Nice] and flew home from [Marseille].", "Город: [Мирный]",
        ])
    func announced(_ marked: String) throws { try AddressFindings.expect(marked, type: "LOCATION") }

    @Test("a field's name says that its value is a place", arguments: ["city", "homeCity", "город", "المدينة"])
    func field(_ name: String) throws {
        try AddressFindings.expect("[Вологда]", field: name, type: "LOCATION")
        try AddressFindings.expect("[вологда]", field: name, type: "LOCATION")
    }

    @Test("small letters need a preposition with its case")
    func lowerCase() throws {
        try AddressFindings.expect("сейчас живу в [москве], раньше не жил", type: "LOCATION")
        try AddressFindings.expect("скучная москва", type: "LOCATION")
        try AddressFindings.expect("пришлось поехать в барак", type: "LOCATION")
    }

    @Test(
        "a place in another finding is a part of that",
        arguments: [
            ("Пишите: 125009, г. Москва, ул. Тверская, д. 5", "ADDRESS:125009, г. Москва, ул. Тверская, д. 5"),
            ("Поставщик ООО «Новый Уренгой» сорвал срок.", "ORGANISATION:ООО «Новый Уренгой»"),
        ])
    func yields(_ text: String, _ expected: String) throws {
        #expect(try ShippedDictionaries.findings(in: text) == [expected])
    }

    @Test("a person's name is no place")
    func persons() throws {
        let found = try ShippedDictionaries.findings(in: "Договор подписал Владимир Петрович Орлов.")
        #expect(found == ["PERSON:Владимир Петрович Орлов"])
    }
}
