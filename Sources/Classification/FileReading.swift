// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore

/// Reads one file from start to end in pieces and classifies it.
struct FileReading {
    /// How it ended.
    enum Outcome {
        case classified(FileClassification)
        case skipped(SkippedFile)
    }

    private let path: FilePath
    private let reference: String
    private let engine: DetectionEngine
    private let options: ClassificationOptions

    /// Bytes read at once; the first piece also tells format and encoding.
    private static let pieceSize = 256 << 10

    init(_ path: FilePath, reference: String, engine: DetectionEngine, options: ClassificationOptions) {
        self.path = path
        self.reference = reference
        self.engine = engine
        self.options = options
    }

    /// Reads the file; `onBytes` is told how many bytes each piece had. Stops early when the task is cancelled.
    func run(onBytes: (Int) -> Void) -> Outcome {
        guard var file = OpenFile(path), let head = file.read(Self.pieceSize) else { return skipped(.unreadable) }
        onBytes(head.count)
        if let format = ContentSniffer.binaryFormat(head) { return skipped(.binary, format: format) }
        let isWhole = head.count < Self.pieceSize
        guard let (encoding, markLength) = TextEncoding.detect(head, isWhole: isWhole) else {
            return skipped(.unknownEncoding)
        }

        var decoding = TextDecoding(encoding)
        let start = decoding.decode(Array(head.dropFirst(markLength)), isLast: isWhole)
        let kind = ContentSniffer.kind(of: start)
        var reader = kind.reader(options)
        var findings = FileFindings(engine: engine)
        reader.read(start, into: &findings)
        var bytesRead = head.count
        var isAtEnd = isWhole
        while !isAtEnd {
            guard !Task.isCancelled, let piece = file.read(Self.pieceSize) else {
                findings.note(.readFailed)
                break
            }
            isAtEnd = piece.isEmpty
            bytesRead += piece.count
            onBytes(piece.count)
            reader.read(decoding.decode(piece, isLast: isAtEnd), into: &findings)
        }
        reader.finish(into: &findings)
        if decoding.hasReplaced { findings.note(.undecodableBytes) }
        let size = max(file.status.size, bytesRead)
        return .classified(
            classification(findings, reader, kind: kind, encoding: encoding, size: size, bytesRead: bytesRead))
    }

    private func classification(
        _ findings: FileFindings, _ reader: any ContentReader, kind: ContentKind, encoding: TextEncoding, size: Int,
        bytesRead: Int
    ) -> FileClassification {
        let descriptors = findings.types.keys.compactMap { engine.catalog[$0] }
        let units = reader.units
        let readShare = size == 0 ? 1 : Double(bytesRead) / Double(size)
        return FileClassification(
            pathReference: reference, path: path.text, kind: kind, encoding: encoding, size: size,
            bytesRead: bytesRead,
            dataClass: descriptors.map(\.dataClass).reduce(.c1, max),
            hasSecret: descriptors.contains(where: \.isSecret),
            types: findings.types.values.sorted { ($1.count, $0.type) < ($0.count, $1.type) },
            languages: findings.languages.languages,
            fields: findings.labels,
            sampledFraction: readShare * (units.all == 0 ? 1 : Double(units.inspected) / Double(units.all)),
            problems: findings.problems.sorted { $0.rawValue < $1.rawValue })
    }

    private func skipped(_ reason: SkipReason, format: String? = nil) -> Outcome {
        .skipped(SkippedFile(pathReference: reference, path: path.text, reason: reason, format: format))
    }
}
