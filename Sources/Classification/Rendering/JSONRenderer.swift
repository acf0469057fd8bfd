// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import PrivacyCore

/// A report as JSON, schema `zavesa.classification/v1`.
package enum JSONRenderer {
    /// - Parameter showsPaths: whether paths are in it, or only their references.
    package static func render(_ report: ClassificationReport, showsPaths: Bool = false) -> [UInt8] {
        let size = report.size
        return JSONValue.object([
            ("schema", "zavesa.classification/v1"),
            ("engine_digest", .string(report.engineDigest)),
            ("limits", .array(ReportText.limits.map { .string($0) })),
            (
                "totals",
                .object([
                    ("class", report.dataClass.map { .string($0.rawValue) } ?? .null),
                    ("secret", .boolean(report.hasSecret)),
                    ("files_read", integer(report.files.count)),
                    ("files_not_read", integer(report.skipped.count)),
                    ("files_not_reached", integer(report.unreached)),
                    ("bytes", integer(size.all)), ("bytes_read", integer(size.read)),
                    ("sampled_rows", report.sampledRows.map(integer) ?? .null),
                    ("types", types(report.types)),
                ])
            ),
            ("files", .array(report.files.map { file($0, showsPaths) })),
            ("skipped", .array(report.skipped.map { skipped($0, showsPaths) })),
        ]).prettyBytes()
    }

    private static func file(_ file: FileClassification, _ showsPaths: Bool) -> JSONValue {
        .object(
            identity(file.pathReference, file.path, showsPaths) + [
                ("kind", .string(file.kind.name)), ("encoding", .string(file.encoding.rawValue)),
                ("bytes", integer(file.size)), ("bytes_read", integer(file.bytesRead)),
                ("class", .string(file.dataClass.rawValue)), ("secret", .boolean(file.hasSecret)),
                ("types", types(file.types)),
                ("languages", .array(file.languages.map { .string($0) })),
                ("fields", .array(file.fields.map(field))),
                ("sampled_per_mille", integer(Int(file.sampledFraction * 1000))),
                ("problems", .array(file.problems.map { .string($0.rawValue) })),
            ])
    }

    private static func types(_ types: [TypeFindings]) -> JSONValue {
        .array(
            types.map { found in
                .object([
                    ("type", .string(found.type.rawValue)), ("count", integer(found.count)),
                    ("high", integer(found.high)), ("medium", integer(found.medium)), ("low", integer(found.low)),
                ])
            })
    }

    private static func field(_ field: FieldLabel) -> JSONValue {
        .object([
            ("name", field.name.map { .string($0) } ?? .null), ("position", integer(field.position)),
            ("type", field.type.map { .string($0.rawValue) } ?? .null),
            ("supporting", integer(field.supporting)), ("filled", integer(field.filled)),
        ])
    }

    private static func skipped(_ file: SkippedFile, _ showsPaths: Bool) -> JSONValue {
        .object(
            identity(file.pathReference, file.path, showsPaths) + [
                ("reason", .string(file.reason.rawValue)), ("format", file.format.map { .string($0) } ?? .null),
            ])
    }

    private static func identity(_ reference: String, _ path: String, _ showsPaths: Bool) -> [(String, JSONValue)] {
        [("path_ref", .string(reference))] + (showsPaths ? [("path", .string(path))] : [])
    }

    private static func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }
}
