// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What a claim says, as far as anybody asks here.
enum ClaimValue: Decodable, Sendable, Equatable {
    case text(String)
    case number(Double)
    case list([ClaimValue])
    case object([String: ClaimValue])
    /// `true`, `false`, `null`.
    case other

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let list = try? value.decode([ClaimValue].self) {
            self = .list(list)
        } else if let object = try? value.decode([String: ClaimValue].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }

    /// The value at a path of nested objects: the whole name first, because names of claims may have dots in them.
    subscript(path: String) -> ClaimValue? {
        guard case .object(let members) = self else { return nil }
        if let value = members[path] { return value }
        guard let dot = path.firstIndex(of: ".") else { return nil }
        return members[String(path[..<dot])]?[String(path[path.index(after: dot)...])]
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// A time in seconds since 1970 (RFC 7519 §2, NumericDate); `nil` for anything that is none.
    var seconds: Int64? {
        guard case .number(let number) = self, abs(number) < 1e12 else { return nil }
        return Int64(number)
    }

    /// The texts of a list, or the words of one text (RFC 8693 §4.2).
    var words: [String] {
        switch self {
        case .text(let text): text.split(separator: " ").map(String.init)
        case .list(let values): values.compactMap(\.text)
        default: []
        }
    }
}
