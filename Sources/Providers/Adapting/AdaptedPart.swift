// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// A part of a message: a text or an image.
struct AdaptedPart: Sendable {
    enum Image: Sendable {
        /// The type and the base64 text of a data URL (RFC 2397).
        case data(type: [UInt8], base64: [UInt8])
        case link([UInt8])
    }

    private(set) var text: [UInt8]?
    private(set) var image: Image?
    /// Where a vendor's cache may cut, in the vendor's own words.
    private(set) var cacheControl: JSONDraft?

    init(text: [UInt8]) { self.text = text }

    private init(image: Image) { self.image = image }

    /// The parts of a message's content: none for null, one for a string. Throws `.unsupportedParameter` for another
    /// kind of part.
    static func all(of message: Int, in scan: JSONScan) throws(ProviderError) -> [AdaptedPart] {
        guard let content = scan.value("content", of: message) else { return [] }
        if scan.nodes[content].kind == .string { return [AdaptedPart(text: scan.decoded(content).utf8)] }
        var parts: [AdaptedPart] = []
        for part in scan.children(of: content) {
            var read = try Self.part(part, in: scan)
            read.cacheControl = scan.value("cache_control", of: part).map(scan.copy)
            parts.append(read)
        }
        return parts
    }

    private static func part(_ part: Int, in scan: JSONScan) throws(ProviderError) -> AdaptedPart {
        switch scan.text("type", of: part) {
        case "text":
            if let text = scan.value("text", of: part), scan.nodes[text].kind == .string {
                return AdaptedPart(text: scan.decoded(text).utf8)
            }
        case "refusal":
            if let text = scan.value("refusal", of: part), scan.nodes[text].kind == .string {
                return AdaptedPart(text: scan.decoded(text).utf8)
            }
        case "image_url":
            if let image = scan.member("image_url", of: part), let url = scan.value("url", of: image),
                scan.nodes[url].kind == .string
            {
                return AdaptedPart(image: Self.image(at: scan.decoded(url).utf8))
            }
        default: break
        }
        throw ProviderError(
            code: .unsupportedParameter, expectation: "content parts of type text and image_url are carried upstream.")
    }

    private static func image(at url: [UInt8]) -> Image {
        let mark = Array(";base64".utf8)
        guard url.starts(with: "data:".utf8), let comma = url.firstIndex(of: UInt8(ascii: ",")),
            url[..<comma].suffix(mark.count).elementsEqual(mark)
        else { return .link(url) }
        let type = url[5..<comma - mark.count].prefix { $0 != UInt8(ascii: ";") }
        return .data(type: Array(type), base64: Array(url[(comma + 1)...]))
    }
}
