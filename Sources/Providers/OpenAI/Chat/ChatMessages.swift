// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// What the messages of a chat request are made of.
struct ChatMessages {
    /// What in them cannot be read as text.
    private(set) var residue: Set<ResidueKind> = []
    /// Strings that tools answered with: JSON more often than not.
    private(set) var toolResults: [Int: FieldTreatment] = [:]
    /// Texts of the leading system messages and of the first user message.
    private(set) var opening: [Sensitive<[UInt8]>] = []

    private enum Role {
        case system, user, tool, other
    }

    /// Throws `.invalidBody` for messages of another shape, `.unsupportedContent` for a content part that is not known.
    init(_ scan: JSONScan) throws(ProviderError) {
        guard let messages = scan.member("messages", of: 0), scan.nodes[messages].kind == .array else {
            throw ProviderError(code: .invalidBody, expectation: "messages is an array")
        }
        var isOpening = true
        for message in scan.children(of: messages) {
            let role = try Self.role(of: message, in: scan)
            let texts = try readContent(of: message, in: scan)
            if role == .tool { for text in texts { toolResults[text] = .json } }
            if isOpening, role == .system || role == .user {
                opening += texts.map { Sensitive(scan.decoded($0).utf8) }
            }
            isOpening = isOpening && role == .system
            if let audio = scan.member("audio", of: message), scan.nodes[audio].kind != .null { residue.insert(.audio) }
        }
    }

    private static func role(of message: Int, in scan: JSONScan) throws(ProviderError) -> Role {
        guard scan.nodes[message].kind == .object, let role = scan.member("role", of: message),
            scan.nodes[role].kind == .string
        else { throw ProviderError(code: .invalidBody, expectation: "messages are objects with a role") }
        return switch scan.string(role) {
        case "system", "developer": .system
        case "user": .user
        case "tool", "function": .tool
        default: .other
        }
    }

    /// The strings that are a message's text: its content, or the text of each part.
    private mutating func readContent(of message: Int, in scan: JSONScan) throws(ProviderError) -> [Int] {
        guard let content = scan.member("content", of: message) else { return [] }
        switch scan.nodes[content].kind {
        case .null: return []
        case .string: return [content]
        case .array:
            var texts: [Int] = []
            for part in scan.children(of: content) {
                guard let type = scan.member("type", of: part), scan.nodes[type].kind == .string else {
                    throw ProviderError(code: .unsupportedContent, expectation: "content parts are objects with a type")
                }
                if let kind = try Self.residue(ofPart: scan.string(type)) {
                    residue.insert(kind)
                } else if let text = scan.member("text", of: part), scan.nodes[text].kind == .string {
                    texts.append(text)
                }
            }
            return texts
        default:
            throw ProviderError(code: .invalidBody, expectation: "content is a string or an array of parts")
        }
    }

    /// What a content part holds besides text; `nil` for text.
    static func residue(ofPart type: String) throws(ProviderError) -> ResidueKind? {
        switch type {
        case "text", "input_text", "output_text", "refusal", "reasoning_text", "summary_text": return nil
        case "image_url", "input_image": return .image
        case "input_audio": return .audio
        case "file", "input_file": return .file
        case "video_url", "input_video": return .video
        default:
            throw ProviderError(
                code: .unsupportedContent, expectation: "content parts of type text, image_url, input_audio or file")
        }
    }
}
