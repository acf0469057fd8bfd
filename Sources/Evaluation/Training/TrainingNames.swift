// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Names from lists, to put into texts.
struct TrainingNames {
    private let given: [[UInt8]]
    private let surnames: [[UInt8]]
    private let full: [[UInt8]]
    /// By the last three letters: names in all case forms.
    private let alike: [[UInt8]: [[UInt8]]]

    private static let space: [UInt8] = [0x20]
    /// Three letters of two bytes.
    private static let ending = 6

    init(given: [[UInt8]], surnames: [[UInt8]], full: [[UInt8]], alike: [[UInt8]]) {
        self.given = given
        self.surnames = surnames
        self.full = full
        var byEnding: [[UInt8]: [[UInt8]]] = [:]
        for name in alike where name.count > Self.ending + 2 {
            byEnding[Array(name.suffix(Self.ending)), default: []].append(name)
        }
        self.alike = byEnding
    }

    /// A name for the head or foot of a letter.
    func name(_ generator: inout TrainingGenerator) -> [UInt8] {
        if !full.isEmpty {
            return generator.happens(500) ? Self.pick(full, &generator) : pair(surnames, &generator)
        }
        switch generator.below(10) {
        case 0..<5: return Self.pick(given, &generator)
        case 5..<9: return pair(given, &generator)
        default: return Self.pick(surnames, &generator)
        }
    }

    /// A name in place of another one; `nil` to keep that one.
    func other(_ name: [UInt8], _ generator: inout TrainingGenerator) -> [UInt8]? {
        let words = name.split(separator: 0x20).map { Array($0) }
        if !alike.isEmpty {
            let others = words.map { word in
                alike[Array(word.suffix(Self.ending))].map { Self.pick($0, &generator) } ?? word
            }
            return Array(others.joined(separator: Self.space))
        }
        guard generator.happens(800), words.count <= 3, !name.contains(UInt8(ascii: ".")) else { return nil }
        if words.count == 1 { return Self.pick(generator.happens(500) ? given : surnames, &generator) }
        if full.isEmpty { return pair(given, &generator) }
        return generator.happens(500) ? Self.pick(full, &generator) : pair(surnames, &generator)
    }

    private func pair(_ first: [[UInt8]], _ generator: inout TrainingGenerator) -> [UInt8] {
        Self.pick(first, &generator) + Self.space + Self.pick(surnames, &generator)
    }

    private static func pick(_ list: [[UInt8]], _ generator: inout TrainingGenerator) -> [UInt8] {
        list.isEmpty ? [] : list[generator.below(list.count)]
    }
}
