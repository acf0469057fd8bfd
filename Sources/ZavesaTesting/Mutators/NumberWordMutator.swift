// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Writes the digits of a number in words of the language around it, as people dictate them.
struct NumberWordMutator: Mutator {
    let name = "Words"
    let about = "numbers of six digits and more dictated digit by digit, or in groups of two and three"
    let threshold = 0.9

    func mutate(_ text: MarkedText, of kind: ValueKind, using generator: inout SplitMix64) -> MarkedText? {
        let digits = text.value.compactMap(\.digitValue)
        let isNumber = text.value.allSatisfy { $0.digitValue != nil || " -+().‑–".unicodeScalars.contains($0) }
        guard kind == .identifier, isNumber, digits.count >= 6 else { return nil }
        var text = text
        let words = Numerals(language: text.language)
        var said = text.value.first == "+" ? words.plus : ""
        let inGroups = generator.once(in: 2)
        let pauses = generator.once(in: 3)
        var needsPause = false
        func say(_ words: String) {
            said += (said.isEmpty ? "" : inGroups && (pauses || needsPause) ? ", " : " ") + words
            needsPause = false
        }
        var rest = digits[...]
        while !rest.isEmpty {
            let size = inGroups ? min(rest.count, Int.random(in: 1...3, using: &generator)) : 1
            let group = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            if !inGroups, rest.first == group[0], text.language == .english, generator.once(in: 2) {
                say("double " + words.digits[group[0]])
                rest = rest.dropFirst()
            } else if group[0] == 0 || group.count == 1 {
                say(group.map { words.digits[$0] }.joined(separator: " "))
            } else {
                say(words.number(group.reduce(0) { $0 * 10 + $1 }))
                // «двадцать, два»: without the pause it is one number.
                needsPause = words.needsPause || group.last == 0
            }
        }
        text.value = Array(said.unicodeScalars)
        // A word that touches the value would make one word of both.
        if text.before.last.map({ !$0.properties.isWhitespace }) ?? false { text.before.append(" ") }
        if text.after.first.map({ $0.properties.isAlphabetic }) ?? false { text.after.insert(" ", at: 0) }
        return text
    }
}

/// Numerals up to 999 in one language.
private struct Numerals {
    let digits: [String]
    private let teens: [String]
    private let tens: [String]
    private let hundreds: [String]
    let plus: String
    /// Whether any group runs into the next one: sixty, eight hundred.
    var needsPause: Bool { language == .english }
    private let language: MarkedText.Language

    init(language: MarkedText.Language) {
        func list(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
        self.language = language
        switch language {
        case .russian:
            digits = list("ноль один два три четыре пять шесть семь восемь девять")
            teens = list(
                "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
            )
            tens = list("- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
            hundreds = list("- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
            plus = "плюс"
        case .english:
            digits = list("zero one two three four five six seven eight nine")
            teens = list(
                "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
            tens = list("- - twenty thirty forty fifty sixty seventy eighty ninety")
            hundreds = []
            plus = "plus"
        case .arabic:
            digits = list("صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة")
            teens = []
            tens = list("- عشرة عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون")
            hundreds = list("- مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة")
            plus = "زائد"
        }
    }

    /// A number of two or three digits.
    func number(_ value: Int) -> String {
        switch language {
        case .russian: return parts(value).joined(separator: " ")
        case .english:
            guard value >= 100 else { return parts(value).joined(separator: "-") }
            let rest = parts(value % 100).joined(separator: "-")
            return digits[value / 100] + " hundred" + (rest.isEmpty ? "" : " " + rest)
        case .arabic: return arabic(value)
        }
    }

    private func parts(_ value: Int) -> [String] {
        var words = value >= 100 ? [hundreds[value / 100]] : []
        let rest = value % 100
        if 10..<20 ~= rest { return words + [teens[rest - 10]] }
        if rest >= 20 { words.append(tens[rest / 10]) }
        if rest % 10 > 0 { words.append(digits[rest % 10]) }
        return words
    }

    private func arabic(_ value: Int) -> String {
        var words = value >= 100 ? [hundreds[value / 100]] : []
        let (ten, unit) = (value % 100 / 10, value % 10)
        switch (ten, unit) {
        case (0, 0): break
        case (0, _): words.append(digits[unit])
        case (_, 0): words.append(tens[ten])
        case (1, 1): words.append("أحد عشر")
        case (1, 2): words.append("اثنا عشر")
        case (1, _): words.append(digits[unit] + " عشر")
        default: words += [digits[unit], tens[ten]]
        }
        return words.joined(separator: " و")
    }
}
