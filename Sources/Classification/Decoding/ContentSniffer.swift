// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Tells formats apart by how a file starts.
enum ContentSniffer {
    /// First bytes of formats that hold no plain text, with the name of each.
    private static let signatures: [(bytes: [UInt8], format: String)] = [
        (Array("%PDF-".utf8), "pdf"), ([0x50, 0x4B, 0x03, 0x04], "zip"), ([0x50, 0x4B, 0x05, 0x06], "zip"),
        ([0x1F, 0x8B], "gzip"), (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"),
        (Array("Rar!".utf8), "rar"), ([0x7F, 0x45, 0x4C, 0x46], "elf"), ([0x89, 0x50, 0x4E, 0x47], "png"),
        ([0xFF, 0xD8, 0xFF], "jpeg"), (Array("GIF8".utf8), "gif"), (Array("SQLite format 3\0".utf8), "sqlite"),
        ([0xD0, 0xCF, 0x11, 0xE0], "ms-office"), (Array("{\\rtf".utf8), "rtf"), (Array("PAR1".utf8), "parquet"),
        (Array("Obj\u{1}".utf8), "avro"), (Array("OggS".utf8), "ogg"), (Array("ID3".utf8), "mp3"),
    ]

    /// The format of a file that is not text; `nil` if it may be text.
    static func binaryFormat(_ head: [UInt8]) -> String? {
        if let known = signatures.first(where: { head.starts(with: $0.bytes) }) { return known.format }
        if head.count > 12, head[4..<8].elementsEqual("ftyp".utf8) { return "mp4" }
        if head.count > 12, head.starts(with: "RIFF".utf8) { return "riff" }
        let hasMark = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        return !hasMark && head.contains(0) ? "unknown" : nil
    }

    /// The kind of a text, by its start in UTF-8.
    static func kind(of head: [UInt8]) -> ContentKind {
        let lines = head.split(separator: UInt8(ascii: "\n"), maxSplits: 20).map { $0.trimmed }.filter { !$0.isEmpty }
        guard let first = lines.first, let opening = first.first else { return .text }
        if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
            let isObject = opening == UInt8(ascii: "{") && (try? JSONScan(Array(first), limits: .lenient)) != nil
            if isObject, lines.count > 1 { return lines[1].first == opening ? .jsonLines : .text }
            // A log line in brackets is no JSON: the first value's start decides.
            return isObject || startsLikeJSON(head) ? .json : .text
        }
        return TableShape.separator(of: head).map { .table(separator: $0) } ?? .text
    }

    /// Whether a JSON value's first bytes follow the opening bracket.
    private static func startsLikeJSON(_ head: [UInt8]) -> Bool {
        let rest = head.drop { $0.isSpace }
        let next = rest.dropFirst().drop { $0.isSpace }.first
        switch (rest.first, next) {
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")): return true
        case (UInt8(ascii: "["), UInt8(ascii: "\"")), (UInt8(ascii: "["), UInt8(ascii: "]")): return true
        case (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "[")): return true
        default: return false
        }
    }
}

extension JSONLimits {
    /// For files that nobody sends anywhere: a repeated key is no danger.
    static let lenient = JSONLimits(refusesDuplicateKeys: false)
}

extension UInt8 {
    /// JSON's white space.
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension ArraySlice<UInt8> {
    /// Without white space at either end.
    var trimmed: Self {
        let start = drop { $0.isSpace }
        return start.prefix(upTo: (start.lastIndex { !$0.isSpace } ?? start.startIndex - 1) + 1)
    }
}
