// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Arabic addresses")
struct ArabicAddressTests {
    @Test(
        "are one span, with particles outside it",
        arguments: [
            "العنوان: [شارع الملك فهد، مبنى 12، شقة 5، الرياض 11564]", "راسلنا على [ص.ب 1234، دبي]",
            "[حي النزهة، شارع التخصصي، مبنى رقم 45]", "[مبنى 1205، طريق 3341، مجمع 333، المنامة]",
            "يسكن ب[شارع طلعت حرب، عمارة 15، القاهرة]", "[صندوق بريد ٥٦٧٨، مسقط]",
            "العنوان [شارع محمد الخامس رقم 12، الرباط]", "[عمارة ١٢ شارع التحرير، الطابق الثاني، شقة ٥]",
            "اسكن في [عمارة 12 شارع التحرير الدقي الطابق الثاني]",
        ])
    func spans(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "are not seen where there are none",
        arguments: [
            "الشارع مزدحم منذ 5 ساعات", "في الشارع 5 اشخاص", "المبنى من 12 طابقا", "المادة 5 من القانون رقم 12",
            "الدور 3 من البطولة", "وصل 200 شخص الى المدينة",
        ])
    func nothing(text: String) throws { try AddressFindings.expect(text) }
}
