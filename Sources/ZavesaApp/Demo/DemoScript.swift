// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What `zavesa demo` says: one conversation in three languages. Every person, number and address is invented; the
/// numbers have valid checksums, so that they are found as real ones are.
package enum DemoScript {
    package struct Line: Sendable, Equatable {
        package let language: String
        package let text: String
    }

    package static let lines = [
        Line(
            language: "Русский",
            text: """
                Составь письмо Марии Сергеевне Орловой: её СНИЛС 112-233-445 95 принят, ответ придёт на \
                m.orlova@example.ru, вопросы по телефону +7 916 555-12-34.
                """),
        Line(
            language: "English",
            text: """
                Now a short note to John Carter, john.carter@example.com: his card 4111 1111 1111 1111 was charged, and \
                the server 203.0.113.7 is back.
                """),
        Line(
            language: "العربية",
            text: """
                واكتب إلى أحمد محمود أن رقم هاتفه +966 50 123 4567 مسجل لدينا وأن الرد سيصل إلى ahmed.mahmoud@example.com
                """),
    ]
}
