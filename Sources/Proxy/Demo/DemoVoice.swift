// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PrivacyCore

/// What the demo model says: a short letter in the language of the message, built around the tokens in it.
///
/// The tokens come back respelt in the ways real models respell them, each a way the restorer has to undo.
struct DemoVoice {
    enum Language { case russian, english, arabic }

    let reply: String

    init(for message: String) {
        let tokens = Self.tokens(in: Array(message.utf8))
        let language = Self.language(of: message)
        let people = tokens.filter { $0.hasPrefix("[PERSON_") }
        let details = tokens.filter { !$0.hasPrefix("[PERSON_") }
        reply = Self.letter(language, person: people.first, others: Array(people.dropFirst()), details: details)
    }

    private static func letter(
        _ language: Language, person: String?, others: [String], details: [String]
    ) -> String {
        guard person != nil || !details.isEmpty else { return nothing(language) }
        let list = details.enumerated().map { "— \(respelt($1, $0))" }.joined(separator: "\n")
        let copies = others.enumerated().map { respelt($1, $0 + 1) }.joined(separator: ", ")
        switch language {
        case .russian:
            return """
                Конечно, вот черновик письма.

                \(person.map { "Кому: \($0)" } ?? "Здравствуйте!")

                Ваше обращение принято.\(list.isEmpty ? "" : " Проверьте, пожалуйста, данные:\n\(list)")

                \(person.map { "Копия в дело: \(inflected($0))." } ?? "Всего доброго.")\
                \(copies.isEmpty ? "" : "\nТакже: \(copies).")
                """
        case .english:
            return """
                Of course, here is a draft.

                \(person.map { "Dear \($0)," } ?? "Hello,")

                We have received your request.\(list.isEmpty ? "" : " Please check these details:\n\(list)")

                \(person.map { "This is \(respelt($0, 1))'s reference copy." } ?? "Kind regards.")\
                \(copies.isEmpty ? "" : "\nCopy to: \(copies).")
                """
        case .arabic:
            return """
                بالتأكيد، هذه مسودة الرسالة.

                \(person.map { "السيد/السيدة \($0)،" } ?? "تحية طيبة،")

                لقد استلمنا طلبكم.\(list.isEmpty ? "" : " يرجى التحقق من البيانات التالية:\n\(list)")

                \(person.map { "نسخة ل\(respelt($0, 3))." } ?? "مع التحية.")\
                \(copies.isEmpty ? "" : "\nنسخة إلى: \(copies).")
                """
        }
    }

    private static func nothing(_ language: Language) -> String {
        switch language {
        case .russian: "В этом сообщении я не вижу ничего, что пришлось бы заменить. Чем помочь?"
        case .english: "I see nothing in this message that had to be replaced. How can I help?"
        case .arabic: "لا أرى في هذه الرسالة ما يستدعي الاستبدال. كيف يمكنني المساعدة؟"
        }
    }

    /// A token as a model may write it: as it was, in lower case, with an escaped underscore, or without brackets.
    private static func respelt(_ token: String, _ way: Int) -> String {
        switch way % 4 {
        case 1: token.lowercased()
        case 2: token.replacing("_", with: "\\_")
        case 3: String(token.dropFirst().dropLast())
        default: token
        }
    }

    /// A token with the suffix that asks for the genitive.
    private static func inflected(_ token: String) -> String { "\(token.dropLast())_G]" }

    /// Every different token, in the order of its first mention.
    private static func tokens(in text: [UInt8]) -> [String] {
        var tokens: [String] = []
        var start = text.startIndex
        while let open = text[start...].firstIndex(of: UInt8(ascii: "[")) {
            start = open + 1
            guard let close = text[start...].firstIndex(of: UInt8(ascii: "]")) else { break }
            let token = String(decoding: text[open...close], as: UTF8.self)
            if isToken(text[start..<close]), !tokens.contains(token) { tokens.append(token) }
        }
        return tokens
    }

    private static func isToken(_ bare: ArraySlice<UInt8>) -> Bool {
        let parts = bare.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard parts.count == 2, let label = parts.first, let body = parts.last else { return false }
        return TokenGrammar.labelLengths.contains(label.count) && label.allSatisfy(TokenGrammar.isLetter)
            && body.count == TokenGrammar.bodyLength + 1
            && body.allSatisfy { TokenGrammar.value(of: $0) != nil }
    }

    /// The script with most letters; ties and no letters are English.
    private static func language(of text: String) -> Language {
        var (cyrillic, arabic, latin) = (0, 0, 0)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0400...0x04FF: cyrillic += 1
            case 0x0600...0x06FF: arabic += 1
            case 0x61...0x7A: latin += 1
            default: break
            }
        }
        if cyrillic > max(arabic, latin) { return .russian }
        return arabic > latin ? .arabic : .english
    }
}
