// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// What providers read of bodies beside their texts.
extension JSONScan {
    /// A member that is a string and not empty: some servers write `""` where there is nothing to say yet.
    func text(_ name: String, of object: Int) -> String? {
        guard let value = member(name, of: object), nodes[value].kind == .string, !nodes[value].range.isEmpty else {
            return nil
        }
        return string(value)
    }

    /// Whether the body has an `error` that says something.
    var hasError: Bool { member("error", of: 0).map { nodes[$0].kind != .null } ?? false }

    /// A vendor's signature; `nil` for what does not look like one and is searched as text, so that no byte has two
    /// meanings.
    func signature(at value: Int) -> JSONDecodedString? {
        guard nodes[value].kind == .string else { return nil }
        let text = decoded(value)
        return StructuralText.isOpaque(text.utf8) ? text : nil
    }

    /// The elements of a member that is an array; nothing where it is none.
    func elements(_ name: String, of object: Int) -> [Int] {
        guard let list = member(name, of: object), nodes[list].kind == .array else { return [] }
        return Array(children(of: list))
    }

    /// A whole number that is not negative; `nil` for anything else.
    func index(_ name: String, of object: Int) -> Int? {
        guard let value = member(name, of: object), nodes[value].kind == .number, let number = Int(string(value)),
            number >= 0
        else { return nil }
        return number
    }
}

/// What adapters read of answers.
extension JSONScan {
    /// The text of a member that is a string; nothing where it is none.
    func utf8(_ name: String, of object: Int) -> [UInt8] {
        guard let value = member(name, of: object), nodes[value].kind == .string else { return [] }
        return decoded(value).utf8
    }

    /// The same, `nil` where it is empty.
    func filled(_ name: String, of object: Int) -> [UInt8]? {
        let text = utf8(name, of: object)
        return text.isEmpty ? nil : text
    }

    /// What a tool is called with, as JSON text: an object as it is spelled, or the text of a string; `{}` for none.
    func arguments(_ name: String, of object: Int) -> [UInt8] {
        guard let value = member(name, of: object) else { return Array("{}".utf8) }
        switch nodes[value].kind {
        case .object: return Array(bytes[nodes[value].range])
        case .string where !nodes[value].range.isEmpty: return decoded(value).utf8
        default: return Array("{}".utf8)
        }
    }
}
